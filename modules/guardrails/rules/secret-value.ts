import { hasExpression } from "../../schema/expressions.ts";
import { asRecord } from "../../schema/location.ts";
import { variablesOf } from "../functions.ts";
import type { Resource } from "../resource.ts";
import { asText } from "../resource.ts";
import { finding, type Rule, type Violation } from "../rule.ts";

/** Texts that are credentials by their form alone. */
const credentials =
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bSG\.[\w-]{16,}\.[\w-]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[abprs]-[\w-]{10,}|\b[rs]k_live_\w{16,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}/;

/** Variables whose value is the secret itself, not the place of one. */
const secretVariable = /(?:SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;

export const secretValue: Rule = {
  id: "secret-value",
  wrong: "A secret stands in the stack.",
  matters: "It is in the plan, in the state, in the function's configuration, and in the history of all three.",
  remedy: "Put it into Secrets Manager by hand, and give the function the ARN.",
  requirements: [],
  check: (stack) =>
    stack.resources.map((resource) =>
      finding(resource, [
        ...valueViolations(resource),
        ...variableViolations(resource),
        ...(holdsCredential(resource.body) ? textViolations(resource.body) : []),
      ]),
    ),
};

/** Resources that hold nothing but the value. */
function valueViolations({ kind, body }: Resource): readonly Violation[] {
  const isSecretParameter = kind === "aws_ssm_parameter" && body.type === "SecureString";
  const attributes =
    kind === "aws_secretsmanager_secret_version"
      ? ["secret_string", "secret_binary"]
      : isSecretParameter
        ? ["value", "insecure_value"]
        : [];
  return attributes
    .filter((path) => body[path] !== undefined)
    .map((path) => ({ path, found: "a value", expected: "none: it is set outside of Terraform" }));
}

function variableViolations(resource: Resource): readonly Violation[] {
  if (resource.kind !== "aws_lambda_function") return [];
  return Object.entries(variablesOf(resource))
    .filter(([name, value]) => secretVariable.test(name) && value !== "" && !hasExpression(asText(value)))
    .map(([name]) => ({ path: `environment.variables.${name}`, found: "a value", expected: "the ARN of a secret" }));
}

/** Shorter texts are no credentials. */
const shortestCredential = 20;

/** Looks for one without noting where: in most stacks there is none. */
function holdsCredential(value: unknown): boolean {
  if (typeof value === "string") return value.length >= shortestCredential && credentials.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(holdsCredential);
}

function textViolations(value: unknown, path = ""): readonly Violation[] {
  if (typeof value === "string") {
    return credentials.test(value)
      ? [{ path, found: "a text that has the form of a credential", expected: "none" }]
      : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => textViolations(item, `${path}[${index}]`));
  return Object.entries(asRecord(value) ?? {}).flatMap(([key, item]) =>
    key === "//" ? [] : textViolations(item, path === "" ? key : `${path}.${key}`),
  );
}

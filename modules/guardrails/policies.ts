import { asRecord } from "../schema/location.ts";
import { asText, blocks, list, type Resource } from "./resource.ts";

/** Who a policy speaks for: an identity that carries it, everybody who uses a resource, or who takes a role on. */
export type PolicyForm = "identity" | "resource" | "trust";

/** A statement as AWS reads it: single values are lists of one. */
export interface Statement {
  /** `Statement[1]`, with its id where it has one. */
  readonly place: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** By type: `Service`, `AWS`, `Federated`; everybody is `AWS: ["*"]`. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  /** By operator, then by key; values are lists. */
  readonly conditions: readonly Condition[];
  /** `NotAction`, `NotResource` or `NotPrincipal`, where it is written so. */
  readonly negations: readonly string[];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A policy document of a stack. */
export interface Policy {
  readonly resource: Resource;
  /** Attribute that holds it. */
  readonly path: string;
  readonly form: PolicyForm;
  /** The document as it stands there, with its references. */
  readonly document: unknown;
  /** `undefined` where it is no JSON that can be read before a deployment. */
  readonly statements: readonly Statement[] | undefined;
}

const attributes: readonly (readonly [kind: string, attribute: string, form: PolicyForm])[] = [
  ["aws_api_gateway_rest_api", "policy", "resource"],
  ["aws_api_gateway_rest_api_policy", "policy", "resource"],
  ["aws_cloudwatch_log_resource_policy", "policy_document", "resource"],
  ["aws_dynamodb_resource_policy", "policy", "resource"],
  ["aws_iam_policy", "policy", "identity"],
  ["aws_iam_role", "assume_role_policy", "trust"],
  ["aws_iam_role", "inline_policy", "identity"],
  ["aws_iam_role_policy", "policy", "identity"],
  ["aws_kms_key", "policy", "resource"],
  ["aws_s3_bucket_policy", "policy", "resource"],
  ["aws_secretsmanager_secret_policy", "policy", "resource"],
  ["aws_sns_topic", "policy", "resource"],
  ["aws_sns_topic_policy", "policy", "resource"],
  ["aws_sqs_queue", "policy", "resource"],
  ["aws_sqs_queue_policy", "policy", "resource"],
  ["aws_xray_resource_policy", "policy_document", "resource"],
];

/** Every policy that resources carry. */
export function policiesOf(resources: readonly Resource[]): readonly Policy[] {
  return resources.flatMap((resource) =>
    attributes
      .filter(([kind]) => kind === resource.kind)
      .flatMap(([, attribute, form]) =>
        documentsOf(resource, attribute).map(([path, document]) => ({
          resource,
          path,
          form,
          document,
          statements: statementsOf(document),
        })),
      ),
  );
}

function documentsOf({ body }: Resource, attribute: string): readonly (readonly [path: string, document: unknown])[] {
  const value = body[attribute];
  if (value === undefined || value === null) return [];
  if (attribute !== "inline_policy") return [[attribute, value]];
  return blocks(value).map(({ policy }, index) => [`inline_policy[${index}].policy`, policy]);
}

function statementsOf(document: unknown): readonly Statement[] | undefined {
  if (typeof document !== "string") return undefined;
  try {
    const parsed = asRecord(JSON.parse(document));
    return parsed === undefined ? undefined : blocks(parsed.Statement).map(statementOf);
  } catch {
    return undefined;
  }
}

function statementOf(statement: Readonly<Record<string, unknown>>, index: number): Statement {
  const { Sid, Effect, Action, Resource, Principal, Condition } = statement;
  return {
    place: `Statement[${index}]${Sid === undefined ? "" : ` ${asText(Sid)}`}`,
    allows: Effect === "Allow",
    actions: list(Action).map(asText),
    resources: list(Resource).map(asText),
    principals: principalsOf(Principal),
    conditions: Object.entries(asRecord(Condition) ?? {}).flatMap(([operator, keys]) =>
      Object.entries(asRecord(keys) ?? {}).map(([key, values]) => ({
        operator,
        key,
        values: list(values).map(asText),
      })),
    ),
    negations: ["NotAction", "NotResource", "NotPrincipal"].filter((key) => statement[key] !== undefined),
  };
}

function principalsOf(principal: unknown): Statement["principals"] {
  if (principal === "*") return { AWS: ["*"] };
  return Object.fromEntries(
    Object.entries(asRecord(principal) ?? {}).map(([type, who]) => [type, list(who).map(asText)]),
  );
}

import { type Condition, readCondition } from "./conditions.ts";
import { NotUnderstoodError } from "./not-understood.ts";
import { partsOfArn } from "./wildcards.ts";

/** Patterns of an element, and whether it means everything else (`NotAction`, `NotResource`). */
export interface Patterns {
  readonly patterns: readonly string[];
  readonly isInverted: boolean;
}

/** Who a statement of a resource's own policy speaks about: ARNs and accounts of AWS's principals, or everybody. */
export interface Principals {
  readonly everybody: boolean;
  readonly aws: readonly string[];
}

/** One statement, read. */
export interface Statement {
  /** Its id, or its place in the policy, from 1. */
  readonly name: string;
  readonly effect: "Allow" | "Deny";
  /** Undefined in the policies of identities. */
  readonly principals: Principals | undefined;
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly conditions: readonly Condition[];
}

/** A policy, read. */
export interface Policy {
  /** Name or ARN of the policy, or ARN of the resource that carries it. */
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** Whether a policy belongs to an identity, or to a resource and therefore says who it speaks about. */
export type PolicyOwner = "identity" | "resource";

const statementKeys = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];
const principalKinds = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * Reads a policy's JSON text.
 *
 * @throws NotUnderstoodError naming the policy and what in it is not understood.
 */
export function readPolicy(name: string, owner: PolicyOwner, text: string): Policy {
  try {
    const { Version, Statement, ...others } = recordOf("a policy", JSON.parse(text));
    refuseKeys(others, ["Id"]);
    if (Version !== "2012-10-17") throw new NotUnderstoodError(`the version ${JSON.stringify(Version)}`);
    const statements = Array.isArray(Statement) ? Statement : [Statement];
    return { name, statements: statements.map((each, index) => readStatement(each, owner, index + 1)) };
  } catch (error) {
    if (error instanceof NotUnderstoodError) throw new NotUnderstoodError(`${error.message} in ${name}`);
    if (error instanceof SyntaxError) throw new NotUnderstoodError(`a text that is not JSON in ${name}`);
    throw error;
  }
}

function readStatement(value: unknown, owner: PolicyOwner, place: number): Statement {
  const statement = recordOf("a statement", value);
  refuseKeys(statement, owner === "resource" ? [...statementKeys, "Principal"] : statementKeys);
  const { Sid, Effect, Principal } = statement;
  if (Effect !== "Allow" && Effect !== "Deny") throw new NotUnderstoodError(`the effect ${JSON.stringify(Effect)}`);
  return {
    name: typeof Sid === "string" && Sid !== "" ? Sid : `statement ${place}`,
    effect: Effect,
    principals: owner === "resource" ? readPrincipals(Principal) : undefined,
    actions: readPatterns(statement, "Action", isActionPattern),
    resources: readPatterns(statement, "Resource", isResourcePattern),
    conditions: readConditions(statement.Condition),
  };
}

function readPatterns(
  statement: Readonly<Record<string, unknown>>,
  element: "Action" | "Resource",
  isPattern: (text: string) => boolean,
): Patterns {
  const [plain, inverted] = [statement[element], statement[`Not${element}`]];
  if ((plain === undefined) === (inverted === undefined))
    throw new NotUnderstoodError(`a statement that has not exactly one of ${element} and Not${element}`);
  const patterns = textsOf(element, plain ?? inverted);
  const wrong = patterns.find((text) => !isPattern(text));
  if (wrong !== undefined) throw new NotUnderstoodError(`the ${element} "${wrong}"`);
  return { patterns, isInverted: plain === undefined };
}

function isActionPattern(text: string): boolean {
  return text === "*" || /^[a-z][a-z0-9-]*:[\w*?]+$/i.test(text);
}

/** AWS completes ARNs with fewer parts by wildcards; nobody should rely on it. */
function isResourcePattern(text: string): boolean {
  return text === "*" || (text.startsWith("arn:") && partsOfArn(text) !== undefined);
}

function readPrincipals(value: unknown): Principals {
  if (value === "*") return { everybody: true, aws: [] };
  const principal = recordOf("a principal", value);
  refuseKeys(principal, principalKinds);
  const aws = principal.AWS === undefined ? [] : textsOf("AWS principal", principal.AWS);
  const wrong = aws.find((text) => !isPrincipal(text));
  if (wrong !== undefined) throw new NotUnderstoodError(`the principal "${wrong}"`);
  return { everybody: aws.includes("*"), aws };
}

/** Sessions and unique ids are left out: of a caller only the role is known, and a refusal of its session would be missed. */
function isPrincipal(text: string): boolean {
  return text === "*" || /^\d{12}$/.test(text) || /^arn:aws:iam::\d{12}:(root|(role|user)\/[^*?]+)$/.test(text);
}

function readConditions(value: unknown): readonly Condition[] {
  if (value === undefined) return [];
  return Object.entries(recordOf("a condition", value)).flatMap(([operator, keys]) =>
    Object.entries(recordOf("a condition", keys)).map(([key, values]) =>
      readCondition(operator, key, textsOf(`value of ${key}`, values)),
    ),
  );
}

/** A text or a list of texts. Policy variables are not filled in, so that none may be there. */
function textsOf(what: string, value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (typeof each !== "string") throw new NotUnderstoodError(`the ${what} ${JSON.stringify(each)}`);
    if (each.includes("${")) throw new NotUnderstoodError(`the policy variable in "${each}"`);
    return each;
  });
}

function recordOf(what: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new NotUnderstoodError(`${what} that is ${JSON.stringify(value)}`);
}

function refuseKeys(record: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const unknown = Object.keys(record).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new NotUnderstoodError(`the element ${unknown}`);
}

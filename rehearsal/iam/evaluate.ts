import { conditionHolds, type RequestContext } from "./conditions.ts";
import type { Patterns, Policy, Statement } from "./policy.ts";
import { fitsArnPattern, fitsPattern } from "./wildcards.ts";

/** Something that a role wants to do. */
export interface AccessRequest {
  /** ARN of the role. */
  readonly role: string;
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN, or `*` for an action that takes no resource. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** The policies that decide on a request. */
export interface ApplicablePolicies {
  /** Of the role. */
  readonly identity: readonly Policy[];
  /** Of the resource itself; undefined where it has none. */
  readonly resource: Policy | undefined;
}

/** Where it is said what was decided. */
export interface DecisiveStatement {
  readonly policy: string;
  readonly statement: string;
}

export type Decision =
  | { readonly allowed: true; readonly by: DecisiveStatement }
  | { readonly allowed: false; readonly because: "explicit deny"; readonly by: DecisiveStatement }
  | { readonly allowed: false; readonly because: "implicit deny" };

/**
 * Decides as AWS does inside of one account: a statement that denies wins; else one that allows is needed, from the role
 * or from the resource. Keys are different: their own policy must allow, by itself or by leaving it to the account, and
 * only then do the role's policies count.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */
export function evaluate(request: AccessRequest, { identity, resource }: ApplicablePolicies): Decision {
  const ofRole = identity.flatMap((policy) => matches(policy, request));
  const ofResource = resource === undefined ? [] : matches(resource, request);
  const named = ofResource.filter(({ statement }) => speaksOf(statement, request.role));
  const ofAccount = ofResource.filter(({ statement }) => speaksOfAccount(statement, request.role));
  const denied = [...ofRole, ...named, ...ofAccount].find(({ statement }) => statement.effect === "Deny");
  if (denied !== undefined) return { allowed: false, because: "explicit deny", by: placeOf(denied) };
  const mayRoleDecide = !request.action.toLowerCase().startsWith("kms:") || ofAccount.length > 0;
  const allowing = [...(mayRoleDecide ? ofRole : []), ...named].find(({ statement }) => statement.effect === "Allow");
  return allowing === undefined
    ? { allowed: false, because: "implicit deny" }
    : { allowed: true, by: placeOf(allowing) };
}

interface Match {
  readonly policy: Policy;
  readonly statement: Statement;
}

function placeOf({ policy, statement }: Match): DecisiveStatement {
  return { policy: policy.name, statement: statement.name };
}

/** Statements that fit a request, whoever they speak of. */
function matches(policy: Policy, { action, resource, context }: AccessRequest): readonly Match[] {
  return policy.statements
    .filter(
      ({ actions, resources, conditions }) =>
        fits(actions, (pattern) => fitsPattern(pattern.toLowerCase(), action.toLowerCase())) &&
        fits(resources, (pattern) => pattern === "*" || fitsArnPattern(pattern, resource)) &&
        conditions.every((condition) => conditionHolds(condition, context)),
    )
    .map((statement) => ({ policy, statement }));
}

function fits({ patterns, isInverted }: Patterns, fitsOne: (pattern: string) => boolean): boolean {
  return patterns.some(fitsOne) !== isInverted;
}

function speaksOf({ principals }: Statement, role: string): boolean {
  return principals !== undefined && (principals.everybody || principals.aws.includes(role));
}

/** Whether a statement leaves the decision to the policies of the role's account. */
function speaksOfAccount({ principals }: Statement, role: string): boolean {
  const account = accountOf(role);
  return principals?.aws.some((each) => each === account || each === `arn:aws:iam::${account}:root`) === true;
}

/** The account in an ARN. */
export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

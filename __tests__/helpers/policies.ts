import type { ResourceBody, Synthesized } from "./synthesize.ts";

/** A statement of any policy, as AWS reads it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Statements of a policy's JSON text. */
export function statementsIn(policy: unknown): readonly Statement[] {
  return (JSON.parse(String(policy)) as { readonly Statement: readonly Statement[] }).Statement;
}

/** The statement with an id. */
export function statement(policy: unknown, sid: string): Statement {
  const found = statementsIn(policy).find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`No statement ${sid} in ${String(policy)}`);
  return found;
}

/** Every statement that the managed policies of this project give a role. */
export function statementsOfRole(stack: Synthesized, roleName: string): readonly Statement[] {
  return Object.values(stack.resources("aws_iam_role_policy_attachment"))
    .filter(({ role }) => stack.referenced(role).name === roleName)
    .filter(({ policy_arn }) => !String(policy_arn).startsWith("arn:aws:iam::aws:"))
    .flatMap(({ policy_arn }) => statementsIn(stack.referenced(policy_arn).policy));
}

/** Roles that a service may take on. */
export function rolesOf(stack: Synthesized, service: string): readonly ResourceBody[] {
  return Object.values(stack.resources("aws_iam_role")).filter(({ assume_role_policy }) =>
    String(assume_role_policy).includes(`"Service":"${service}"`),
  );
}

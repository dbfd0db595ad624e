type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement of an IAM policy. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
}

/** Who a statement of a resource's own policy speaks about. */
export type Principal =
  | { readonly AWS: string | readonly string[] }
  | { readonly Service: string }
  | { readonly Federated: string }
  | "*";

/** One statement of the policy that a resource itself carries. A key's statements always name the resource `*`. */
export interface ResourcePolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: Principal;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Condition;
}

/** The JSON text of a policy. */
export function policyDocument(statements: readonly (PolicyStatement | ResourcePolicyStatement)[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The JSON text of the policy that says who may take a role on. */
export function trustPolicy(
  principal: Principal,
  Action: "sts:AssumeRole" | "sts:AssumeRoleWithWebIdentity" = "sts:AssumeRole",
  Condition?: Condition,
): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action, Principal: principal, ...(Condition === undefined ? {} : { Condition }) }],
  });
}

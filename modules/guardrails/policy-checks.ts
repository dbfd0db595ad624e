import type { CheckedStack } from "./checked-stack.ts";
import type { Policy, PolicyForm, Statement } from "./policies.ts";
import { type Finding, finding, type Violation } from "./rule.ts";

/** A check that judges every statement of the policies of some forms; a policy is judged as a whole. */
export function eachStatement(
  forms: readonly PolicyForm[],
  judge: (statement: Statement, policy: Policy, stack: CheckedStack) => readonly Violation[],
): (stack: CheckedStack) => readonly Finding[] {
  return (stack) =>
    stack.policies
      .filter(({ form }) => forms.includes(form))
      .map((policy) => {
        const violations = (policy.statements ?? []).flatMap((statement) =>
          judge(statement, policy, stack).map((violation) => ({
            path: `${policy.path}, ${statement.place}`,
            ...violation,
          })),
        );
        return finding(policy.resource, policy.statements === undefined ? "not applicable" : violations);
      });
}

/** Documents of the policies that are attached to a role. AWS's own are not of the stack and do not count. */
export function policiesOfRole(role: Policy["resource"], stack: CheckedStack): readonly Policy[] {
  const attached = stack
    .of("aws_iam_role_policy_attachment")
    .filter(({ body }) => stack.target(body.role) === role)
    .map(({ body }) => stack.target(body.policy_arn));
  const inline = stack.of("aws_iam_role_policy").filter(({ body }) => stack.target(body.role) === role);
  const carriers = new Set([role, ...attached, ...inline]);
  return stack.policies.filter(({ resource, form }) => form === "identity" && carriers.has(resource));
}

import type { CheckedStack } from "../checked-stack.ts";
import type { Policy, Statement } from "../policies.ts";
import { eachStatement } from "../policy-checks.ts";
import type { Rule, Violation } from "../rule.ts";

export const wildcardAction: Rule = {
  id: "wildcard-action",
  wrong: "A policy allows actions by a pattern, or all but some.",
  matters: "It grows with every action that AWS adds, and nobody can read from it what code does.",
  remedy: "Name the actions that the code sends.",
  requirements: [],
  check: eachStatement(["identity", "resource"], (statement, policy, stack) => {
    if (!statement.allows) return [];
    return [
      ...statement.actions.filter((action) => isWild(action, statement, policy, stack)).map(violation),
      ...(statement.negations.includes("NotAction") ? [violation("NotAction")] : []),
    ];
  }),
};

/** The owner's own statement in the policy of a key is the exception that AWS itself asks for. */
function isWild(action: string, { principals }: Statement, { form, resource }: Policy, stack: CheckedStack): boolean {
  if (form === "identity") return /[*?]/.test(action);
  const owner = (principals.AWS ?? []).every((who) => (stack.text(who) ?? who).includes(stack.accountId));
  return /^(?:\*|[\w-]+:\*)$/.test(action) && !(resource.kind === "aws_kms_key" && owner);
}

function violation(action: string): Violation {
  return { found: `"${action}"`, expected: "actions by their names" };
}

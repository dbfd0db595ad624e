import { eachOf, type Rule } from "../rule.ts";

export const inlinePolicy: Rule = {
  id: "inline-policy",
  wrong: "A role carries a policy of its own.",
  matters: "It has no versions, cannot be found by its name, and goes unseen where policies are reviewed.",
  remedy: "Attach a managed policy (aws_iam_policy).",
  requirements: ["FR-017"],
  check: eachOf(["aws_iam_role", "aws_iam_role_policy"], ({ kind, body }) => {
    if (kind === "aws_iam_role" && body.inline_policy === undefined) return [];
    return [
      {
        ...(kind === "aws_iam_role" ? { path: "inline_policy" } : {}),
        found: "an inline policy",
        expected: "a managed policy that is attached",
      },
    ];
  }),
};

import { finding, type Rule, violationIf } from "../rule.ts";

export const policyText: Rule = {
  id: "policy-text",
  wrong: "A policy cannot be read before a deployment.",
  matters: "No rule can look into it, so that everything in it would pass.",
  remedy: "Write the document as JSON text in the stack (modules/security/policy-document.ts).",
  requirements: [],
  check: (stack) =>
    stack.policies.map(({ resource, path, statements }) =>
      finding(
        resource,
        violationIf(statements === undefined || statements.length === 0, {
          path,
          found: statements === undefined ? "no JSON" : "no statement",
          expected: "JSON with statements",
        }),
      ),
    ),
};

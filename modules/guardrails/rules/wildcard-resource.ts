import { iamAction } from "../iam-actions.ts";
import type { Statement } from "../policies.ts";
import { eachStatement } from "../policy-checks.ts";
import type { Rule, Violation } from "../rule.ts";

/** `*`, or an ARN whose last part is nothing but a wildcard. */
const everything = /^(?:\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*)$/;

export const wildcardResource: Rule = {
  id: "wildcard-resource",
  wrong: "A policy allows an action on every resource, though the action takes one.",
  matters: "What a function does to its own table it may then do to all, those of other environments too.",
  remedy: "Name the resources. Where all are meant, write an exception with the reason.",
  requirements: [],
  check: eachStatement(["identity"], (statement) => (statement.allows ? violations(statement) : [])),
};

function violations({ actions, resources, conditions, negations }: Statement): readonly Violation[] {
  if (negations.includes("NotResource")) return [{ found: "NotResource", expected: "the resources that are meant" }];
  if (!resources.some((resource) => everything.test(resource))) return [];
  return actions.flatMap((action) => {
    if (iamAction(action) !== "takes no resource") {
      return [{ found: `"${action}" on every resource`, expected: "the ARNs of the resources" }];
    }
    // The one action without resources that has a condition instead.
    const namespaced = conditions.some(({ key }) => key.toLowerCase() === "cloudwatch:namespace");
    return action.toLowerCase() === "cloudwatch:putmetricdata" && !namespaced
      ? [{ found: `"${action}" in every namespace`, expected: "a condition on cloudwatch:namespace" }]
      : [];
  });
}

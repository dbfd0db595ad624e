import { eachOf, type Rule, violationIf } from "../rule.ts";

export const keyPolicy: Rule = {
  id: "key-policy",
  wrong: "The policy of a key does not let its account decide.",
  matters: "No IAM policy can grant such a key, and once it is made nobody but AWS support can change its policy.",
  remedy: 'Allow "kms:*" on "*" to the account, arn:aws:iam::{account}:root.',
  requirements: ["AWS"],
  check: eachOf("aws_kms_key", (resource, stack) => {
    const policy = stack.policies.find((each) => each.resource === resource);
    if (policy?.statements === undefined) return "not applicable";
    const root = [stack.accountId, `arn:aws:iam::${stack.accountId}:root`];
    const given = policy.statements.some(
      ({ allows, actions, resources, principals, conditions }) =>
        allows &&
        conditions.length === 0 &&
        actions.includes("kms:*") &&
        resources.includes("*") &&
        (principals.AWS ?? []).some((who) => root.includes(stack.text(who) ?? who)),
    );
    return violationIf(!given, {
      path: "policy",
      found: "no statement for the account itself",
      expected: `Allow "kms:*" on "*" to arn:aws:iam::${stack.accountId}:root`,
    });
  }),
};

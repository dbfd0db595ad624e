import type { CheckedStack } from "../checked-stack.ts";
import type { Policy } from "../policies.ts";
import { finding, type Rule, violationIf } from "../rule.ts";

/** Longest documents, characters (IAM, SNS, SQS, S3, KMS and Secrets Manager quotas). */
const limits: Readonly<Record<string, number>> = {
  aws_iam_policy: 6144,
  aws_kms_key: 32_768,
  aws_s3_bucket_policy: 20_480,
  aws_secretsmanager_secret_policy: 20_480,
  aws_sns_topic: 30_720,
  aws_sns_topic_policy: 30_720,
};

/** What may stand in a role itself: who takes it on, and all its own policies together. */
const roleLimits = { trust: 2048, identity: 10_240 } as const;

export const policySize: Rule = {
  id: "policy-size",
  wrong: "A policy is longer than AWS takes.",
  matters: "Plan and emulator take a managed policy of any length; AWS refuses more than 6,144 characters.",
  remedy: "Name fewer resources, or split the policy.",
  requirements: ["AWS"],
  check: (stack) =>
    stack.policies.map((policy) => {
      const limit = limitOf(policy);
      if (limit === undefined) return finding(policy.resource, "not applicable");
      const length = lengthOf(policy, stack);
      return finding(
        policy.resource,
        violationIf(length > limit, {
          path: policy.path,
          found: `at least ${length} characters without white space`,
          expected: `at most ${limit}`,
        }),
      );
    }),
};

function limitOf({ resource, form }: Policy): number | undefined {
  if (resource.kind === "aws_iam_role" || resource.kind === "aws_iam_role_policy") {
    return form === "trust" ? roleLimits.trust : roleLimits.identity;
  }
  return limits[resource.kind];
}

/** White space does not count, and neither does what is known only after a deployment. */
function lengthOf({ document }: Policy, stack: CheckedStack): number {
  return (stack.text(document) ?? "").replaceAll(/\s|\$\{[^}]*\}/g, "").length;
}

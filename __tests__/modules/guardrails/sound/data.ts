// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { account, policy, thisAccount } from "../policy.ts";

/** What holds data, and the budget. */
export const data = {
  aws_kms_key: {
    data: {
      enable_key_rotation: true,
      lifecycle: { prevent_destroy: true },
      policy: policy(
        {
          Sid: "LetAccountDecide",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "AllowAlarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: "*",
          Condition: thisAccount,
        },
      ),
    },
  },
  aws_secretsmanager_secret: { key: { name: "dev/jobs/key", lifecycle: { prevent_destroy: true } } },
  aws_dynamodb_table: {
    jobs: {
      name: "dev-jobs-jobs",
      hash_key: "id",
      attribute: [{ name: "id", type: "S" }],
      billing_mode: "PAY_PER_REQUEST",
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true },
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true },
    },
  },
  aws_s3_bucket: { code: { bucket: "dev-jobs-code-111122223333", lifecycle: { prevent_destroy: true } } },
  aws_s3_bucket_public_access_block: {
    code: {
      bucket: "${aws_s3_bucket.code.bucket}",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  },
  aws_s3_bucket_policy: {
    code: {
      bucket: "${aws_s3_bucket.code.bucket}",
      policy: policy({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["${aws_s3_bucket.code.arn}", "${aws_s3_bucket.code.arn}/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    },
  },
  aws_s3_bucket_lifecycle_configuration: {
    code: {
      bucket: "${aws_s3_bucket.code.bucket}",
      rule: [
        {
          id: "move",
          status: "Enabled",
          filter: [{ prefix: "" }],
          transition: [{ days: 30, storage_class: "STANDARD_IA" }],
        },
      ],
    },
  },
  aws_s3_object: {
    worker: {
      bucket: "${aws_s3_bucket.code.bucket}",
      key: "worker/1.zip",
      source: "${path.module}/../../artifacts/worker-0123456789abcdef.zip",
    },
  },
  aws_budgets_budget: {
    month: {
      name: "dev-jobs-month",
      budget_type: "COST",
      time_unit: "MONTHLY",
      limit_amount: "10",
      limit_unit: "USD",
      notification: [
        {
          comparison_operator: "GREATER_THAN",
          notification_type: "ACTUAL",
          threshold: 80,
          threshold_type: "PERCENTAGE",
          subscriber_email_addresses: ["on-call@example.com"],
        },
      ],
    },
  },
};

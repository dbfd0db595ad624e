// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { soundStack } from "../sound-stack.ts";
import type { Mistake, SoundVariant } from "./mistake.ts";

const [soundProvider] = soundStack.provider.aws;
const provider = (change: Readonly<Record<string, unknown>>) => ({
  provider: { aws: [{ ...soundProvider, ...change }] },
});

const transition = (change: Readonly<Record<string, unknown>>) => ({
  aws_s3_bucket_lifecycle_configuration: {
    code: { rule: [{ id: "move", status: "Enabled", filter: [{ prefix: "" }], ...change }] },
  },
});

const notification = soundStack.resource.aws_budgets_budget.month.notification[0];
const samplingRule = soundStack.resource.aws_xray_sampling_rule.all;
const group = soundStack.resource.aws_xray_group.errors;

const groups = (count: number) => ({
  aws_xray_group: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`g${index}`, { ...group, group_name: `other-jobs-${index}` }]),
  ),
});

export const dataAndAccountMistakes: readonly Mistake[] = [
  {
    what: "a bucket name in capitals",
    unnoticedByTerraform: true,
    rule: "bucket-name",
    change: { aws_s3_bucket: { code: { bucket: "dev-Jobs-code" } } },
    found: '"dev-Jobs-code"',
  },
  {
    what: "objects for infrequent access after 7 days",
    unnoticedByTerraform: true,
    rule: "transition-days",
    change: transition({ transition: [{ days: 7, storage_class: "STANDARD_IA" }] }),
    found: "STANDARD_IA after 7 days",
  },
  {
    what: "replaced objects for infrequent access after 7 days",
    rule: "transition-days",
    change: transition({ noncurrent_version_transition: [{ noncurrent_days: 7, storage_class: "ONEZONE_IA" }] }),
    found: "ONEZONE_IA after 7 days",
  },
  {
    what: "11 notifications of a budget",
    rule: "budget-notification",
    change: {
      aws_budgets_budget: {
        month: { notification: Array.from({ length: 11 }, (_, index) => ({ ...notification, threshold: index + 1 })) },
      },
    },
    found: "11 notifications",
  },
  {
    what: "11 addresses of a notification",
    rule: "budget-notification",
    change: {
      aws_budgets_budget: {
        month: {
          notification: [
            {
              ...notification,
              subscriber_email_addresses: Array.from({ length: 11 }, (_, index) => `on-call-${index}@example.com`),
            },
          ],
        },
      },
    },
    found: "11 addresses",
  },
  {
    what: "a topic without encryption",
    rule: "topic-encryption",
    change: { aws_sns_topic: { jobs: { kms_master_key_id: undefined } } },
    found: "nothing",
  },
  {
    what: "a queue without encryption",
    rule: "queue-encryption",
    change: { aws_sqs_queue: { failed: { sqs_managed_sse_enabled: false } } },
    found: "false",
  },
  {
    what: "a table under a key that the account cannot see",
    rule: "table-encryption",
    change: { aws_dynamodb_table: { jobs: { server_side_encryption: undefined } } },
    found: "nothing",
  },
  {
    what: "a table without point-in-time recovery",
    rule: "table-recovery",
    change: { aws_dynamodb_table: { jobs: { point_in_time_recovery: { enabled: false } } } },
    found: "false",
  },
  {
    what: "the value of a secret in the stack",
    rule: "secret-value",
    change: {
      aws_secretsmanager_secret_version: {
        key: { secret_id: "${aws_secretsmanager_secret.key.id}", secret_string: "open sesame" },
      },
    },
    found: "a value",
  },
  {
    what: "a secret as a variable of a function",
    rule: "secret-value",
    change: { aws_lambda_function: { worker: { environment: { variables: { JWT_SECRET: "open sesame" } } } } },
    found: "a value",
  },
  {
    what: "an access key in a text",
    rule: "secret-value",
    change: { aws_sns_topic: { jobs: { display_name: `AKIA${"Q7".repeat(8)}` } } },
    found: "a text that has the form of a credential",
  },
  {
    what: "a secret parameter with its value",
    rule: "secret-value",
    change: { aws_ssm_parameter: { key: { name: "/dev/jobs/key", type: "SecureString", value: "open sesame" } } },
    found: "a value",
  },
  {
    what: "a bucket without a public access block",
    rule: "bucket-public-access",
    change: { aws_s3_bucket_public_access_block: { code: undefined } },
    found: "no public access block",
  },
  {
    what: "a public access block with one switch off",
    rule: "bucket-public-access",
    change: { aws_s3_bucket_public_access_block: { code: { restrict_public_buckets: false } } },
    found: "false",
  },
  {
    what: "a bucket that takes requests without encryption",
    rule: "bucket-transport",
    change: { aws_s3_bucket_policy: { code: undefined } },
    found: "no such statement",
  },
  {
    what: "a table that production lets be deleted",
    rule: "data-protection",
    change: { aws_dynamodb_table: { jobs: { deletion_protection_enabled: false } } },
    found: "false",
  },
  {
    what: "a key that a plan may destroy",
    rule: "data-protection",
    change: { aws_kms_key: { data: { lifecycle: undefined } } },
    found: "no protection",
  },
  {
    what: "a bucket that is destroyed with everything in it",
    rule: "data-protection",
    change: { aws_s3_bucket: { code: { force_destroy: true } } },
    found: "true",
  },
  {
    what: "a key that is never renewed",
    rule: "key-rotation",
    change: { aws_kms_key: { data: { enable_key_rotation: undefined } } },
    found: "nothing",
  },
  {
    what: "a provider that takes every account",
    rule: "provider-account",
    change: {},
    others: {
      provider: {
        aws: [soundProvider, { alias: "second", region: "eu-west-1", default_tags: soundProvider.default_tags }],
      },
    },
    found: "nothing",
  },
  {
    what: "resources without tags",
    rule: "provider-tags",
    change: {},
    others: provider({ default_tags: [{ tags: { Project: "jobs" } }] }),
    found: "no Environment, ManagedBy",
  },
  {
    what: "26 groups of traces in an account",
    rule: "trace-quota",
    change: {},
    otherStack: groups(25),
    found: "26 groups, 25 of them in other stacks",
  },
  {
    what: "two sampling rules of one priority in an account",
    rule: "sampling-priority",
    change: {},
    otherStack: { aws_xray_sampling_rule: { all: { ...samplingRule, rule_name: "other-jobs-all" } } },
    found: "1000, as aws_xray_sampling_rule.all of other has it",
  },
  {
    what: "two environments with one name for their sampling rules",
    rule: "account-name",
    change: {},
    otherStack: { aws_xray_sampling_rule: { all: { ...samplingRule, priority: 1 } } },
    found: '"dev-jobs-all", as aws_xray_sampling_rule.all of other is called',
  },
  {
    what: "two alarms of one name in one stack",
    rule: "account-name",
    change: { aws_cloudwatch_metric_alarm: { share: { alarm_name: "dev-jobs-lost" } } },
    found: '"dev-jobs-lost", as aws_cloudwatch_metric_alarm.lost of jobs is called',
    also: ["composite-member", "dashboard-alarm"],
  },
  {
    what: "a setting of the account in two stacks",
    rule: "account-setting",
    change: {},
    otherStack: { aws_api_gateway_account: { settings: {} } },
    found: "aws_api_gateway_account.settings of other sets it too",
  },
];

export const soundDataAndAccount: readonly SoundVariant[] = [
  {
    what: "an archive class after a day",
    rule: "transition-days",
    change: transition({ transition: [{ days: 1, storage_class: "GLACIER_IR" }] }),
  },
  {
    what: "a queue under a key of its own",
    rule: "queue-encryption",
    change: {
      aws_sqs_queue: { failed: { sqs_managed_sse_enabled: undefined, kms_master_key_id: "${aws_kms_key.data.arn}" } },
    },
  },
  {
    what: "the ARN of a secret as a variable",
    rule: "secret-value",
    change: {
      aws_lambda_function: {
        worker: { environment: { variables: { JWT_SECRET: "${aws_secretsmanager_secret.key.arn}" } } },
      },
    },
  },
  {
    what: "a parameter that is no secret",
    rule: "secret-value",
    change: {
      aws_ssm_parameter: { url: { name: "/dev/jobs/url", type: "String", value: "https://jobs.example.com" } },
    },
  },
  { what: "25 groups of traces in an account", rule: "trace-quota", change: {}, otherStack: groups(24) },
  {
    what: "the same names and priorities in another region",
    rule: "sampling-priority",
    change: {},
    otherStack: { aws_xray_sampling_rule: { all: { ...samplingRule, provider: "aws.second" } } },
    others: { provider: { aws: [soundProvider, { ...soundProvider, alias: "second", region: "eu-west-1" }] } },
  },
];

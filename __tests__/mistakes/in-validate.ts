import type { Change } from "../modules/guardrails/guarded.ts";
import type { TerraformMistake } from "./terraform-mistake.ts";

/** Gives a row of a resource of the sound stack. */
function of(kind: string, name: string) {
  return (what: string, found: string, change: Change): TerraformMistake => ({
    what,
    stage: "terraform validate",
    kind,
    name,
    change,
    found,
  });
}

const worker = of("aws_lambda_function", "worker");
const url = of("aws_lambda_function_url", "worker");
const permission = of("aws_lambda_permission", "schedule");
const alarm = of("aws_cloudwatch_metric_alarm", "lost");
const latency = of("aws_cloudwatch_metric_alarm", "latency");
const queue = of("aws_sqs_queue", "failed");
const table = of("aws_dynamodb_table", "jobs");
const role = of("aws_iam_role", "worker");

/** Values that the schema allows and no guardrail looks at, because the provider knows them better. */
export const mistakesInValidate: readonly TerraformMistake[] = [
  worker("a runtime that does not exist, nodejs99.x", "expected runtime to be one of", { runtime: "nodejs99.x" }),
  worker("memory of 64 MB, past the contract", "expected memory_size to be in the range", { memory_size: 64 }),
  worker("256 MB for temporary files", "ephemeral_storage.0.size to be in the range", {
    ephemeral_storage: { size: 256 },
  }),
  url("an invoke mode that does not exist, STREAM", "expected invoke_mode to be one of", { invoke_mode: "STREAM" }),
  url("an authorization that does not exist, PUBLIC", "expected authorization_type to be one of", {
    authorization_type: "PUBLIC",
  }),
  url("CORS that browsers keep for more than a day", "expected cors.0.max_age to be at most", {
    cors: { max_age: 86_401 },
  }),
  permission("a blank in the id of a permission", "invalid value for statement_id", {
    statement_id: "allow schedule",
  }),
  permission("a source that is no ARN", "(events) is an invalid ARN", { source_arn: "events" }),
  alarm("a comparison that does not exist", "expected comparison_operator to be one of", {
    comparison_operator: "GreaterThan",
  }),
  alarm("a statistic that does not exist, Mean", "expected statistic to be one of", { statistic: "Mean" }),
  alarm("a period of 45 seconds, past the register", "expected period to be divisible by 60", { period: 45 }),
  alarm("an alarm of no period", "expected evaluation_periods to be at least", {
    evaluation_periods: 0,
    datapoints_to_alarm: undefined,
  }),
  alarm("a statistic and a percentile at once", "conflicts with extended_statistic", { extended_statistic: "p95" }),
  alarm("an alarm that reports to what is no ARN", "(alarms) is an invalid ARN", { alarm_actions: ["alarms"] }),
  latency("a percentile above 100", "invalid value for extended_statistic", { extended_statistic: "p101" }),
  of("aws_cloudwatch_dashboard", "jobs")("a blank in the name of a dashboard", "doesn't comply with restrictions", {
    dashboard_name: "dev jobs",
  }),
  of("aws_cloudwatch_event_rule", "worker")("a pattern of events that is no JSON", "contains an invalid JSON", {
    event_pattern: "{",
  }),
  of("aws_cloudwatch_log_group", "worker")("a log group that is kept for 31 days", "expected retention_in_days", {
    retention_in_days: 31,
  }),
  of("aws_xray_sampling_rule", "all")("a priority of 10,000", "expected priority to be in the range", {
    priority: 10_000,
  }),
  of("aws_sns_topic", "alarms")("a way of tracing that does not exist, On", "expected tracing_config to be one of", {
    tracing_config: "On",
  }),
  of("aws_sns_topic_subscription", "people")("a protocol that does not exist, mail", "expected protocol to be one of", {
    protocol: "mail",
  }),
  queue("messages that are kept for longer than 14 days", "expected message_retention_seconds", {
    message_retention_seconds: 1_209_601,
  }),
  queue("a redrive policy that is no JSON", "contains an invalid JSON", { redrive_policy: "{" }),
  table("a way of billing that does not exist, ON_DEMAND", "expected billing_mode to be one of", {
    billing_mode: "ON_DEMAND",
  }),
  table("a type of keys that does not exist, String", "expected type to be one of", {
    attribute: [{ name: "id", type: "String" }],
  }),
  of("aws_kms_key", "data")("a key that is deleted after 31 days", "expected deletion_window_in_days", {
    deletion_window_in_days: 31,
  }),
  role("a session of a minute", "expected max_session_duration", { max_session_duration: 60 }),
  of("aws_budgets_budget", "month")("a unit of time that does not exist, MONTH", "expected time_unit to be one of", {
    time_unit: "MONTH",
  }),
  of("aws_s3_bucket_lifecycle_configuration", "code")(
    "a lifecycle rule that is neither enabled nor disabled",
    "status value must be one of",
    { rule: [{ id: "move", status: "on", filter: [{ prefix: "" }], expiration: [{ days: 30 }] }] },
  ),
];

import type { Change } from "../modules/guardrails/guarded.ts";
import type { TerraformMistake } from "./terraform-mistake.ts";

/** Gives a row of a resource of the sound stack. */
function of(kind: string, name: string) {
  return (what: string, found: string, change: Change): TerraformMistake => ({
    what,
    stage: "terraform plan",
    kind,
    name,
    change,
    found,
  });
}

const table = of("aws_dynamodb_table", "jobs");

/** Values that contradict each other, which the provider sees when it plans. */
export const mistakesInPlan: readonly TerraformMistake[] = [
  table("an attribute of a table that no key uses", 'Unused attributes: ["tag"]', {
    attribute: [
      { name: "id", type: "S" },
      { name: "tag", type: "S" },
    ],
  }),
  table("an index on an attribute that the table does not declare", 'Unmatched indexes: ["tag"]', {
    global_secondary_index: [{ name: "by_tag", hash_key: "tag", projection_type: "ALL" }],
  }),
  table("a stream of a table that does not say of what", "stream_view_type is required", { stream_enabled: true }),
  of("aws_cloudwatch_metric_alarm", "lost")(
    "an alarm without a statistic",
    "must be set for a cloudwatch metric alarm",
    {
      statistic: undefined,
    },
  ),
  of("aws_sns_topic", "jobs")("a dot in the name of a topic", "invalid topic name", { name: "dev.jobs" }),
  of("aws_sqs_queue", "failed")("the name of an ordered queue for one that is none", "invalid queue name", {
    name: "dev-jobs-failed.fifo",
  }),
  of("aws_lambda_function", "worker")(
    "a log level that does not exist",
    "expected application_log_level to be one of",
    {
      logging_config: { application_log_level: "VERBOSE" },
    },
  ),
];

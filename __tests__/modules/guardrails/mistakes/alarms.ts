// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { account, policy } from "../policy.ts";
import { alarmsOf } from "./alarms-of.ts";
import type { Mistake, SoundVariant } from "./mistake.ts";

const alarm = (name: string, change: Readonly<Record<string, unknown>>) => ({
  aws_cloudwatch_metric_alarm: { [name]: change },
});

const composite = (alarm_rule: string) => ({ aws_cloudwatch_composite_alarm: { any: { alarm_rule } } });

/** The queries of the sound stack's alarm on a share, the last one computing something else. */
const computing = (id: string, expression: string) => {
  const errors = { namespace: "AWS/Lambda", metric_name: "Errors", stat: "Sum", period: 300 };
  return alarm("share", {
    metric_query: [
      {
        id: "errors",
        metric: { ...errors, dimensions: { FunctionName: "${aws_lambda_function.worker.function_name}" } },
      },
      { id, expression, return_data: true },
    ],
  });
};

export const alarmMistakes: readonly Mistake[] = [
  {
    what: "more datapoints than periods",
    unnoticedByTerraform: true,
    rule: "alarm-datapoints",
    change: alarm("lost", { datapoints_to_alarm: 4 }),
    found: "4 of 3 periods",
  },
  {
    what: "an alarm that looks back more than a day",
    unnoticedByTerraform: true,
    rule: "alarm-window",
    change: alarm("lost", { period: 300, evaluation_periods: 289 }),
    found: "289 periods of 300 s, 86700 s",
  },
  {
    what: "the id of a metric query in capitals",
    unnoticedByTerraform: true,
    rule: "metric-query",
    change: computing("Share", "errors * 2"),
    found: '"Share"',
  },
  {
    what: "an expression with an id that does not exist",
    unnoticedByTerraform: true,
    rule: "metric-query",
    change: computing("share", "100 * errors / invocations"),
    found: '"invocations", which is no id of this alarm',
  },
  {
    what: "two metric queries of one id",
    rule: "metric-query",
    change: computing("errors", "5"),
    found: '"errors" again',
  },
  {
    what: "a latency alarm that was not moved with the timeout",
    rule: "latency-threshold",
    change: { aws_lambda_function: { worker: { timeout: 30 } } },
    found: "30 s, and alarms on its Duration at 48000 ms",
  },
  {
    what: "a function without an alarm on its errors",
    rule: "errors-watched",
    change: {
      aws_cloudwatch_metric_alarm: { share: undefined },
      ...composite('ALARM("dev-jobs-lost") OR ALARM("dev-jobs-latency")'),
    },
    found: "no alarm on its Errors",
    also: ["dashboard-alarm"],
  },
  {
    what: "an alarm that leaves open what silence means",
    rule: "alarm-missing-data",
    change: alarm("lost", { treat_missing_data: undefined }),
    found: "nothing",
  },
  {
    what: "an alarm that ignores silence",
    rule: "alarm-missing-data",
    change: alarm("lost", { treat_missing_data: "ignore" }),
    found: '"ignore"',
  },
  {
    what: "an alarm that tells nobody that it is over",
    rule: "alarm-action",
    change: alarm("lost", { ok_actions: [] }),
    found: "nothing",
  },
  {
    what: "a composite that tells nobody anything",
    rule: "alarm-action",
    change: { aws_cloudwatch_composite_alarm: { any: { actions_enabled: false } } },
    found: "false",
  },
  {
    what: "an alarm on a metric that nobody writes",
    rule: "alarm-emitter",
    change: alarm("lost", { metric_name: "JobsFound" }),
    found: "Jobs JobsFound with Environment=dev",
  },
  {
    what: "an alarm with a dimension less than the metric has",
    rule: "alarm-emitter",
    change: alarm("lost", { dimensions: undefined }),
    found: "Jobs JobsLost with no dimensions",
  },
  {
    what: "an alarm on a dimension's value that nobody writes",
    rule: "alarm-emitter",
    change: alarm("lost", { metric_name: "JobsLate", dimensions: { Shift: "evening" } }),
    found: "Jobs JobsLate with Environment=dev, Shift=evening",
  },
  {
    what: "an alarm on a metric that AWS does not publish, Url5xxError",
    rule: "alarm-metric",
    change: alarm("latency", { metric_name: "Url5xxError" }),
    found: "AWS/Lambda Url5xxError",
  },
  {
    what: "an alarm on errors of a table without the operation",
    rule: "alarm-metric",
    change: alarm("lost", {
      namespace: "AWS/DynamoDB",
      metric_name: "SystemErrors",
      dimensions: { Environment: undefined, TableName: "${aws_dynamodb_table.jobs.name}" },
    }),
    found: "SystemErrors by TableName=dev-jobs-jobs",
  },
  {
    what: "an alarm on calls of X-Ray, which AWS does not count",
    rule: "alarm-metric",
    change: alarm("lost", {
      namespace: "AWS/Usage",
      metric_name: "CallCount",
      dimensions: {
        Environment: undefined,
        Class: "None",
        Resource: "PutTraceSegments",
        Service: "X-Ray",
        Type: "API",
      },
    }),
    found: "calls of X-Ray PutTraceSegments, which are not counted",
  },
  {
    what: "an alarm on a function that does not exist",
    rule: "alarm-subject",
    change: alarm("latency", { dimensions: { FunctionName: "dev-jobs-workers" } }),
    found: '"dev-jobs-workers"',
  },
  {
    what: "an alarm topic under AWS's own key",
    rule: "alarm-topic",
    change: { aws_sns_topic: { alarms: { kms_master_key_id: "alias/aws/sns" } } },
    found: '"alias/aws/sns"',
    also: ["topic-encryption"],
  },
  {
    what: "an alarm topic whose key leaves CloudWatch out",
    rule: "alarm-topic",
    change: {
      aws_kms_key: {
        data: {
          policy: policy({
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: "kms:*",
            Resource: "*",
          }),
        },
      },
    },
    found: "aws_kms_key.data, whose policy leaves cloudwatch.amazonaws.com out",
  },
  {
    what: "an alarm topic whose policy leaves CloudWatch out",
    rule: "alarm-topic",
    change: {
      aws_sns_topic_policy: {
        alarms: {
          policy: policy({
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: "sns:Publish",
            Resource: "${aws_sns_topic.alarms.arn}",
          }),
        },
      },
    },
    found: "a topic policy that leaves cloudwatch.amazonaws.com out",
  },
];

export const soundAlarms: readonly SoundVariant[] = [
  {
    what: "an alarm on a dimension whose values stand in log lines",
    rule: "alarm-emitter",
    change: {
      ...alarm("lost", { metric_name: "Refused", dimensions: { Environment: undefined, Level: "ERROR" } }),
      aws_cloudwatch_log_metric_filter: {
        refused: { metric_transformation: { default_value: undefined, dimensions: { Level: "$.level" } } },
      },
    },
  },
  {
    what: "periods of an hour over a week",
    rule: "alarm-window",
    change: alarm("lost", { period: 3600, evaluation_periods: 168 }),
  },
  {
    what: "a band of what is usual",
    rule: "metric-query",
    change: computing("band", "ANOMALY_DETECTION_BAND(errors, 2)"),
  },
  {
    what: "a search, whose quoted text holds other names",
    rule: "metric-query",
    change: computing("found", `SUM(SEARCH('{AWS/Lambda,FunctionName} metric="Errors"', 'Sum', 300)) + errors`),
  },
  {
    what: "an early warning beside the latency alarm",
    rule: "latency-threshold",
    change: {
      aws_cloudwatch_metric_alarm: {
        early: {
          ...alarmsOf(["dev-jobs-early"])["dev-jobs-early"],
          namespace: "AWS/Lambda",
          metric_name: "Duration",
          dimensions: { FunctionName: "${aws_lambda_function.worker.function_name}" },
          threshold: 30_000,
        },
      },
    },
  },
  {
    what: "an alarm on a metric that a log filter makes",
    rule: "alarm-emitter",
    change: alarm("lost", { metric_name: "Refused", dimensions: undefined }),
  },
  {
    what: "an alarm on a failure path",
    rule: "alarm-emitter",
    change: alarm("lost", {
      namespace: "Jobs/Reliability",
      metric_name: "SilentFailure/Count",
      dimensions: { Environment: undefined, FunctionName: "dev-jobs-worker", FailurePath: "save_job" },
    }),
  },
  {
    what: "an alarm topic with the policy that AWS gives it",
    rule: "alarm-topic",
    change: { aws_sns_topic_policy: { alarms: undefined } },
  },
];

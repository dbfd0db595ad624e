// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { account } from "../policy.ts";

const told = { alarm_actions: ["${aws_sns_topic.alarms.arn}"], ok_actions: ["${aws_sns_topic.alarms.arn}"] };

const arnOf = (name: string) => `arn:aws:cloudwatch:us-east-1:${account}:alarm:${name}`;

/** What the sound stack's dashboard shows. */
export const soundWidgets = [
  {
    type: "alarm",
    x: 0,
    y: 0,
    width: 24,
    height: 3,
    properties: { alarms: ["dev-jobs-any", "dev-jobs-latency", "dev-jobs-lost", "dev-jobs-share"].map(arnOf) },
  },
  {
    type: "metric",
    x: 0,
    y: 3,
    width: 12,
    height: 6,
    properties: {
      region: "us-east-1",
      metrics: [
        ["Jobs", "JobsLost", "Environment", "dev", { stat: "Sum" }],
        [".", "JobsLate", ".", ".", "Shift", "day", { stat: "Sum" }],
        ["...", "night", { stat: "Sum" }],
        [
          "Jobs/Reliability",
          "SilentFailure/Count",
          "FunctionName",
          "${aws_lambda_function.worker.function_name}",
          "FailurePath",
          "save_job",
        ],
        [{ id: "rate", expression: "100 * errors" }],
        ["AWS/Lambda", "Errors", "FunctionName", "dev-jobs-worker", { id: "errors", visible: false }],
      ],
    },
  },
] as const;

/** Logs, alarms, traces and what shows them. */
export const watching = {
  aws_cloudwatch_log_group: { worker: { name: "/aws/lambda/dev-jobs-worker", retention_in_days: 30 } },
  aws_cloudwatch_log_metric_filter: {
    refused: {
      name: "dev-jobs-refused",
      log_group_name: "${aws_cloudwatch_log_group.worker.name}",
      pattern: '{ $.level = "ERROR" && ($.message = "*refused*" || $.count > 3) }',
      metric_transformation: { namespace: "Jobs", name: "Refused", value: "1", default_value: "0" },
    },
  },
  aws_cloudwatch_metric_alarm: {
    lost: {
      alarm_name: "dev-jobs-lost",
      namespace: "Jobs",
      metric_name: "JobsLost",
      dimensions: { Environment: "dev" },
      statistic: "Sum",
      period: 300,
      evaluation_periods: 3,
      datapoints_to_alarm: 2,
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      treat_missing_data: "missing",
      ...told,
    },
    latency: {
      alarm_name: "dev-jobs-latency",
      namespace: "AWS/Lambda",
      metric_name: "Duration",
      dimensions: { FunctionName: "${aws_lambda_function.worker.function_name}" },
      extended_statistic: "p95",
      period: 300,
      evaluation_periods: 3,
      comparison_operator: "GreaterThanThreshold",
      threshold: 48_000,
      treat_missing_data: "missing",
      ...told,
    },
    share: {
      alarm_name: "dev-jobs-share",
      metric_query: [
        {
          id: "errors",
          metric: {
            namespace: "AWS/Lambda",
            metric_name: "Errors",
            dimensions: { FunctionName: "${aws_lambda_function.worker.function_name}" },
            stat: "Sum",
            period: 300,
          },
        },
        {
          id: "runs",
          metric: {
            namespace: "AWS/Lambda",
            metric_name: "Invocations",
            dimensions: { FunctionName: "${aws_lambda_function.worker.function_name}" },
            stat: "Sum",
            period: 300,
          },
        },
        { id: "share", expression: "IF(runs > 9, 100 * errors / runs, 0)", return_data: true },
      ],
      evaluation_periods: 2,
      comparison_operator: "GreaterThanThreshold",
      threshold: 5,
      treat_missing_data: "missing",
      ...told,
    },
  },
  aws_cloudwatch_composite_alarm: {
    any: {
      alarm_name: "dev-jobs-any",
      alarm_rule: 'ALARM("dev-jobs-lost") OR (ALARM("dev-jobs-latency") AND NOT OK("dev-jobs-share"))',
      ...told,
    },
  },
  aws_cloudwatch_dashboard: {
    jobs: { dashboard_name: "dev-jobs-overview", dashboard_body: JSON.stringify({ widgets: soundWidgets }) },
  },
  aws_cloudwatch_query_definition: {
    failures: {
      name: "dev-jobs-worker/failures",
      log_group_names: ["${aws_cloudwatch_log_group.worker.name}"],
      query_string: 'filter level = "ERROR"',
    },
  },
  aws_xray_group: {
    errors: {
      group_name: "dev-jobs-errors",
      filter_expression: '(fault = true OR error) AND service("dev-jobs-worker") AND !annotation.synthetic',
      insights_configuration: { insights_enabled: true },
    },
  },
  aws_xray_sampling_rule: {
    all: {
      rule_name: "dev-jobs-all",
      priority: 1000,
      reservoir_size: 1,
      fixed_rate: 1,
      host: "*",
      http_method: "*",
      resource_arn: "*",
      service_name: "dev-jobs-*",
      service_type: "*",
      url_path: "*",
      version: 1,
    },
  },
};

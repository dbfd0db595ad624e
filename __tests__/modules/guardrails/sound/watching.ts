// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
const told = { alarm_actions: ["${aws_sns_topic.alarms.arn}"], ok_actions: ["${aws_sns_topic.alarms.arn}"] };

/** Logs, alarms and traces. */
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

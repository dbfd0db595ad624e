// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
/** Alarms of these names, like the sound stack's own. */
export const alarmsOf = (names: readonly string[]) =>
  Object.fromEntries(
    names.map((alarm_name) => [
      alarm_name,
      {
        alarm_name,
        namespace: "Jobs",
        metric_name: "JobsLost",
        dimensions: { Environment: "dev" },
        statistic: "Sum",
        period: 300,
        evaluation_periods: 1,
        comparison_operator: "GreaterThanThreshold",
        threshold: 0,
        treat_missing_data: "missing",
        alarm_actions: ["${aws_sns_topic.alarms.arn}"],
        ok_actions: ["${aws_sns_topic.alarms.arn}"],
      },
    ]),
  );

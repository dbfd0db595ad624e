import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { Construct } from "constructs";
import type { MetricAlarm } from "../../lambdas/shared/contract/index.ts";
import type { Naming } from "../naming/naming.ts";

/** One alarm on one metric, complete: what the alarm, its graph and its documentation are made of. */
export interface AlarmDefinition extends MetricAlarm {
  /** Last part of the alarm's name; tells it from every other alarm of the environment. */
  readonly id: string;
  readonly namespace: string;
  readonly metricName: string;
  /** Exactly the dimensions that the metric is written with: with others it would be another metric. */
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface AlarmProps {
  readonly definition: AlarmDefinition;
  readonly naming: Naming;
  /** Topic that is told when the alarm goes off and when it is over. */
  readonly topicArn: string;
}

/** CloudWatch takes these as they are; percentiles go into an attribute of their own. */
const plainStatistics: readonly string[] = ["Sum", "Maximum", "Minimum", "Average"];

/** An alarm in CloudWatch. */
export class Alarm extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { definition, naming, topicArn }: AlarmProps) {
    super(scope, id);
    this.arn = new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: naming("CloudWatch alarm", definition.id),
      alarmDescription: `${definition.severity}: ${definition.meaning}`,
      namespace: definition.namespace,
      metricName: definition.metricName,
      dimensions: { ...definition.dimensions },
      ...(plainStatistics.includes(definition.statistic)
        ? { statistic: definition.statistic }
        : { extendedStatistic: definition.statistic }),
      period: definition.periodSeconds,
      evaluationPeriods: definition.evaluationPeriods,
      comparisonOperator: definition.comparison,
      threshold: definition.threshold,
      treatMissingData: definition.missing,
      alarmActions: [topicArn],
      okActions: [topicArn],
    }).arn;
  }
}

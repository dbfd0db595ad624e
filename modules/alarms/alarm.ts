import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { Construct } from "constructs";
import { type AlarmRecord, metricsOf, type Signal, type WatchedMetric, watchedId } from "./alarm-record.ts";
import { alarmDescription } from "./description.ts";

export interface AlarmProps {
  readonly record: AlarmRecord;
  /** Name in CloudWatch. */
  readonly name: string;
  /** Address of the runbook, without a section. */
  readonly runbookUrl: string;
  /** Topic that is told when the alarm goes off and when it is over. */
  readonly topicArn: string;
}

/** Ids of what an alarm computes from its metrics. */
const resultId = "result";
const bandId = "band";

/** An alarm in CloudWatch. */
export class Alarm extends Construct {
  readonly resource: CloudwatchMetricAlarm;

  constructor(scope: Construct, id: string, { record, name, runbookUrl, topicArn }: AlarmProps) {
    super(scope, id);
    this.resource = new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: name,
      alarmDescription: alarmDescription(record, runbookUrl),
      ...watched(record),
      evaluationPeriods: record.evaluationPeriods,
      ...(record.datapointsToAlarm === undefined ? {} : { datapointsToAlarm: record.datapointsToAlarm }),
      treatMissingData: record.missing,
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}

type Watched = Omit<CloudwatchMetricAlarmConfig, "alarmName" | "evaluationPeriods">;

function watched({ signal, comparison, threshold, periodSeconds }: AlarmRecord): Watched & {
  readonly comparisonOperator: string;
} {
  switch (signal.form) {
    case "metric":
      return { ...singleMetric(signal.metric, periodSeconds), comparisonOperator: comparison, threshold };
    case "expression":
      return {
        metricQuery: [
          ...metricQueries(signal, periodSeconds),
          { id: resultId, expression: signal.expression, label: signal.label, returnData: true },
        ],
        comparisonOperator: comparison,
        threshold,
      };
    case "anomaly":
      return {
        metricQuery: [
          ...metricQueries(signal, periodSeconds).map((query) => ({ ...query, returnData: true })),
          {
            id: bandId,
            expression: `ANOMALY_DETECTION_BAND(${watchedId}, ${threshold})`,
            label: "What is usual at this time",
            returnData: true,
          },
        ],
        comparisonOperator: "GreaterThanUpperThreshold",
        thresholdMetricId: bandId,
      };
  }
}

/** CloudWatch takes these as they are; percentiles go into an attribute of their own. */
const plainStatistics: readonly string[] = ["Sum", "Maximum", "Minimum", "Average", "SampleCount"];

function singleMetric({ namespace, name, dimensions, statistic }: WatchedMetric, period: number) {
  return {
    namespace,
    metricName: name,
    ...(Object.keys(dimensions).length === 0 ? {} : { dimensions: { ...dimensions } }),
    ...(plainStatistics.includes(statistic) ? { statistic } : { extendedStatistic: statistic }),
    period,
  };
}

function metricQueries(signal: Signal, period: number): readonly CloudwatchMetricAlarmMetricQuery[] {
  return Object.entries(metricsOf(signal)).map(([id, { namespace, name, dimensions, statistic }]) => ({
    id,
    metric: {
      namespace,
      metricName: name,
      ...(Object.keys(dimensions).length === 0 ? {} : { dimensions: { ...dimensions } }),
      stat: statistic,
      period,
    },
  }));
}

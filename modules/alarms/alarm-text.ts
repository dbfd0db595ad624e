import type { AlarmRecord, WatchedMetric } from "./alarm-record.ts";

const signs = { GreaterThanThreshold: ">", LessThanThreshold: "<" } as const;

/** When an alarm goes off, in one line: `p95 of AWS/Lambda Duration (FunctionName=f) > 48,000, 3 × 300 s`. */
export function conditionText(alarm: AlarmRecord): string {
  const { signal, comparison, threshold, periodSeconds, evaluationPeriods, datapointsToAlarm } = alarm;
  const ofPeriods = datapointsToAlarm === undefined ? "" : `${datapointsToAlarm} of `;
  const periods = `${ofPeriods}${evaluationPeriods} × ${number(periodSeconds)} s`;
  const limit = `${signs[comparison]} ${number(threshold)}`;
  switch (signal.form) {
    case "metric":
      return `${metricText(signal.metric)} ${limit}, ${periods}`;
    case "expression":
      return `${signal.label}: \`${signal.expression}\` ${limit}, ${periods}`;
    case "anomaly":
      return `${metricText(signal.metric)} above what is usual by ${threshold} standard deviations, ${periods}`;
  }
}

/** `Sum of AWS/Lambda Errors (FunctionName=f)`. */
function metricText({ namespace, name, dimensions, statistic }: WatchedMetric): string {
  const values = Object.entries(dimensions).map(([dimension, value]) => `${dimension}=${value}`);
  return `${statistic} of ${namespace} ${name}${values.length === 0 ? "" : ` (${values.join(", ")})`}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

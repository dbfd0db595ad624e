import type { CheckedStack } from "../../guardrails/checked-stack.ts";
import { blocks, number, type Resource } from "../../guardrails/resource.ts";
import type { PriceId } from "../prices.ts";

/** What learns from a metric's past is paid for as the metric and both edges of the band. */
const metricsOfBand = 3;

/** Seconds below which an alarm looks more often than CloudWatch usually does. */
const usualPeriod = 60;

/** Alarms pay by the metrics that they read: one with metric math for each of its metrics. */
export function alarmUsage(stack: CheckedStack): Readonly<Partial<Record<PriceId, number>>> {
  const alarms = stack.of("aws_cloudwatch_metric_alarm");
  const metricsOf = (some: readonly Resource[]) => some.reduce((sum, alarm) => sum + pricedMetrics(alarm), 0);
  return {
    alarmMetrics: metricsOf(alarms.filter((alarm) => !isFrequent(alarm))),
    frequentAlarmMetrics: metricsOf(alarms.filter(isFrequent)),
    compositeAlarms: stack.of("aws_cloudwatch_composite_alarm").length,
    dashboards: stack.of("aws_cloudwatch_dashboard").length,
  };
}

function pricedMetrics({ body }: Resource): number {
  const queries = blocks(body.metric_query);
  const metrics = Math.max(1, queries.filter(({ metric }) => metric !== undefined).length);
  const hasBand = queries.some(({ expression }) => String(expression ?? "").includes("ANOMALY_DETECTION_BAND("));
  return hasBand ? metrics * metricsOfBand : metrics;
}

function isFrequent({ body }: Resource): boolean {
  const inQueries = blocks(body.metric_query).flatMap(({ metric, period }) => [
    period,
    ...blocks(metric).map((each) => each.period),
  ]);
  return [body.period, ...inQueries].some((period) => (number(period) ?? usualPeriod) < usualPeriod);
}

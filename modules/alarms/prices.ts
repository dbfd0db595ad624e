import { type AlarmRecord, metricsOf } from "./alarm-record.ts";
import type { AlarmRegister } from "./register.ts";

/** Dollars a month in us-east-1 ("Amazon CloudWatch pricing"), without any free tier. */
const dollars = {
  /** Per metric that an alarm of standard resolution reads. */
  alarmMetric: 0.1,
  compositeAlarm: 0.5,
  /** Per metric that is made, whatever from. */
  customMetric: 0.3,
  dashboard: 3,
} as const;

/** What learns from a metric's past pays for the metric and for both edges of the band. */
const metricsOfAnomaly = 3;

/** What watching costs. */
export interface AlarmBill {
  readonly alarms: number;
  readonly alarmMetrics: number;
  readonly composites: number;
  /** Metrics made from log lines. */
  readonly logMetrics: number;
  readonly dollarsPerMonth: number;
}

export function alarmBill({ alarms, composites }: AlarmRegister): AlarmBill {
  const alarmMetrics = alarms.reduce((sum, alarm) => sum + pricedMetrics(alarm), 0);
  const logMetrics = alarms
    .flatMap(({ signal }) => Object.values(metricsOf(signal)))
    .filter(({ logFilter }) => logFilter !== undefined).length;
  return {
    alarms: alarms.length,
    alarmMetrics,
    composites: composites.length,
    logMetrics,
    dollarsPerMonth:
      alarmMetrics * dollars.alarmMetric +
      composites.length * dollars.compositeAlarm +
      logMetrics * dollars.customMetric +
      dollars.dashboard,
  };
}

function pricedMetrics({ signal }: AlarmRecord): number {
  return signal.form === "anomaly" ? metricsOfAnomaly : Object.keys(metricsOf(signal)).length;
}

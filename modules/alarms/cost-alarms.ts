import type { AlarmRecord } from "./alarm-record.ts";
import { metricLook } from "./first-look.ts";

/** Dollars of one month of X-Ray, for all environments of the account together (FR-038). */
export const traceCostSteps = [10, 25, 50] as const;

/** Region that publishes what the account owes; in every other the metric does not exist. */
export const billingRegion = "us-east-1";

/** Alarms on X-Ray's part of the account's bill. It takes "Receive CloudWatch billing alerts" in the account. */
export function traceCostAlarms(): readonly AlarmRecord[] {
  return traceCostSteps.map((dollars) => ({
    id: `xray-cost-${dollars}`,
    title: "X-Ray's part of this month's bill",
    kind: "cost",
    signal: {
      form: "metric",
      metric: {
        namespace: "AWS/Billing",
        name: "EstimatedCharges",
        dimensions: { ServiceName: "AWSXRay", Currency: "USD" },
        statistic: "Maximum",
      },
    },
    comparison: "GreaterThanThreshold",
    threshold: dollars,
    periodSeconds: 21_600,
    evaluationPeriods: 1,
    missing: "notBreaching",
    missingBecause: "the bill is estimated a few times a day, and begins anew every month",
    severity: "info",
    meaning: `X-Ray has cost this account more than ${dollars} dollars this month, all environments together.`,
    runbook: "cost",
    firstLook: metricLook("UrlRequestCount and Invocations of every function, Sum, 1 day: what the traces come from"),
    requirements: ["FR-038", "SC-016"],
  }));
}

/** Something that is counted per day because it costs money. */
export interface DailyVolume {
  readonly id: string;
  readonly title: string;
  readonly signal: AlarmRecord["signal"];
  readonly perDay: number;
  readonly meaning: string;
  readonly look: string;
}

/** An alarm on what a day may bring; it tells of loops and floods before the bill does. */
export function dailyVolumeAlarm({ id, title, signal, perDay, meaning, look }: DailyVolume): AlarmRecord {
  return {
    id,
    title,
    kind: "volume",
    signal,
    comparison: "GreaterThanThreshold",
    threshold: perDay,
    periodSeconds: 86_400,
    evaluationPeriods: 1,
    missing: "notBreaching",
    missingBecause: "a day without use costs nothing",
    severity: "info",
    meaning,
    runbook: "volume",
    firstLook: metricLook(look),
    requirements: ["FR-039"],
  };
}

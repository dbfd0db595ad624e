import type { Metric } from "./metric-store.ts";

/** Calls per second that AWS allows, by service and what is called (default quotas; of KMS the lowest of any region). */
const callsPerSecond: Readonly<Record<string, number>> = {
  "CloudWatch PutMetricData": 500,
  "KMS CryptographicOperationsSymmetric": 10_000,
};

const concurrentExecutions = 1_000;

/** What `SERVICE_QUOTA` gives for a metric and a period; nothing where it knows no quota. */
export function serviceQuota({ namespace, name, dimensions }: Metric, periodMinutes: number): number | undefined {
  if (namespace === "AWS/Lambda" && name === "ConcurrentExecutions" && Object.keys(dimensions).length === 0) {
    return concurrentExecutions;
  }
  const perSecond = callsPerSecond[`${dimensions.Service} ${dimensions.Resource}`];
  return namespace !== "AWS/Usage" || perSecond === undefined ? undefined : perSecond * 60 * periodMinutes;
}

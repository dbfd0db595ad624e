import {
  type LambdaContract,
  metricNamespace,
  reliabilityBranch,
  type Statistic,
} from "../../lambdas/shared/contract/index.ts";
import type { WatchedMetric } from "./alarm-record.ts";
import type { WatchedFunction } from "./watched-function.ts";

/** Log lines of a function that become values of a metric. */
export interface LogFilter {
  /** Name of the function in its contract. */
  readonly contractName: string;
  /** Pattern in the language of CloudWatch Logs ("Filter pattern syntax for metric filters"). */
  readonly pattern: string;
  /** What a matching line counts: `1`, or a field such as `$.record.metrics.maxMemoryUsedMB`. */
  readonly value: string;
}

/**
 * A metric made from a function's log lines. Its name ends in the function's, because a filter takes dimensions from
 * fields of the line alone, and what Lambda writes names no function. There is no default value: silence is no number.
 */
export function logMetric(
  contract: LambdaContract,
  { functionName }: WatchedFunction,
  metric: { readonly name: string; readonly pattern: string; readonly value?: string; readonly statistic: Statistic },
): WatchedMetric {
  return {
    namespace: metricNamespace(contract.system, reliabilityBranch),
    name: `${metric.name}/${functionName}`,
    dimensions: {},
    statistic: metric.statistic,
    logFilter: { contractName: contract.name, pattern: metric.pattern, value: metric.value ?? "1" },
  };
}

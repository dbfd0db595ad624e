import {
  type LambdaContract,
  type Metric,
  metricNamespace,
  reliabilityBranch,
  silentFailureMetric,
} from "../../lambdas/shared/contract/index.ts";
import type { WatchedMetric } from "./alarm-record.ts";
import type { WatchedFunction } from "./watched-function.ts";

/** One value per dimension of a metric. */
export type DimensionChoice = Readonly<Record<string, string>>;

/** A metric of a contract as its function writes it. The statistic is added by whoever reads it. */
export function contractMetric(
  contract: LambdaContract,
  { environment }: WatchedFunction,
  name: string,
  choice: DimensionChoice,
): Omit<WatchedMetric, "statistic"> {
  return {
    namespace: metricNamespace(contract.system, contract.metrics[name]?.branch),
    name,
    dimensions: { Environment: environment, ...choice },
  };
}

/** What a function counts when it survives a failure of one of its paths. */
export function failurePathMetric(
  { system }: LambdaContract,
  { functionName }: WatchedFunction,
  path: string,
): Omit<WatchedMetric, "statistic"> {
  return {
    namespace: metricNamespace(system, reliabilityBranch),
    name: silentFailureMetric.name,
    dimensions: { FunctionName: functionName, FailurePath: path },
  };
}

/** Every way to choose one value per dimension of a metric: each is a metric of its own. */
export function dimensionChoices({ dimensions = {} }: Pick<Metric, "dimensions">): readonly DimensionChoice[] {
  return Object.entries(dimensions).reduce<readonly DimensionChoice[]>(
    (chosen, [dimension, values]) =>
      chosen.flatMap((choice) => values.map((value) => ({ ...choice, [dimension]: value }))),
    [{}],
  );
}

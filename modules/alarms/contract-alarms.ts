import {
  type DimensionValues,
  type LambdaContract,
  metricNamespace,
  reliabilityBranch,
  silentFailureMetric,
} from "../../lambdas/shared/contract/index.ts";
import { kebabCase } from "../naming/kebab-case.ts";
import type { AlarmDefinition } from "./alarm.ts";

/** Which deployment of a contract the alarms watch. */
export interface WatchedFunction {
  readonly environment: string;
  /** Name of the function in Lambda. */
  readonly functionName: string;
}

/** The alarms that a contract declares: one per metric and combination of dimension values, one per failure path. */
export function contractAlarms(contract: LambdaContract, watched: WatchedFunction): readonly AlarmDefinition[] {
  return [...metricAlarms(contract, watched.environment), ...failurePathAlarms(contract, watched.functionName)];
}

function metricAlarms(contract: LambdaContract, environment: string): readonly AlarmDefinition[] {
  return Object.entries(contract.metrics).flatMap(([metricName, { branch, dimensions, alarm }]) =>
    "none" in alarm
      ? []
      : combinations(dimensions ?? {}).map((values) => ({
          ...alarm,
          id: [metricName, ...Object.values(values)].map(kebabCase).join("-"),
          namespace: metricNamespace(contract.system, branch),
          metricName,
          dimensions: { Environment: environment, ...values },
        })),
  );
}

/** Every way to choose one value per dimension. */
function combinations(dimensions: DimensionValues): readonly Readonly<Record<string, string>>[] {
  return Object.entries(dimensions).reduce<readonly Readonly<Record<string, string>>[]>(
    (chosen, [dimension, values]) =>
      chosen.flatMap((choice) => values.map((value) => ({ ...choice, [dimension]: value }))),
    [{}],
  );
}

/** A failure that a function survives is seen nowhere else: one is enough, within a minute (FR-134). */
function failurePathAlarms(contract: LambdaContract, functionName: string): readonly AlarmDefinition[] {
  return Object.entries(contract.failurePaths).map(([path, { loses }]) => ({
    id: `silent-failure-${kebabCase(path)}`,
    namespace: metricNamespace(contract.system, reliabilityBranch),
    metricName: silentFailureMetric.name,
    dimensions: { FunctionName: functionName, FailurePath: path },
    comparison: "GreaterThanThreshold",
    threshold: 0,
    statistic: "Sum",
    periodSeconds: 60,
    evaluationPeriods: 1,
    missing: "missing",
    missingBecause: "nothing is written while the operation succeeds",
    severity: "warning",
    meaning: `${contract.name} carries on after ${path} failed; lost: ${loses}`,
  }));
}

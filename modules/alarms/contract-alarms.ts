import { alarmsOn, type LambdaContract, type Metric, type MetricAlarm } from "../../lambdas/shared/contract/index.ts";
import { kebabCase } from "../naming/kebab-case.ts";
import { type Problem, refuseProblems } from "../problem.ts";
import { type AlarmRecord, filled, type Signal, type WatchedMetric } from "./alarm-record.ts";
import { contractMetric, type DimensionChoice, dimensionChoices, failurePathMetric } from "./contract-metric.ts";
import { failuresQuery, tracesQuery } from "./first-look.ts";
import type { WatchedFunction } from "./watched-function.ts";

/**
 * The alarms that a contract declares: per metric and combination of dimension values, and one per failure path.
 *
 * @throws ProblemError where an alarm compares a metric with one that the contract does not have.
 */
export function contractAlarms(contract: LambdaContract, watched: WatchedFunction): readonly AlarmRecord[] {
  refuseProblems(percentageProblems(contract));
  return [...metricAlarms(contract, watched), ...failurePathAlarms(contract, watched)];
}

/** Section of the runbook on the metrics that a function reports itself. */
export function customMetricsSection({ name }: LambdaContract): string {
  return `metrics-of-${name}`;
}

function metricAlarms(contract: LambdaContract, watched: WatchedFunction): readonly AlarmRecord[] {
  return Object.entries(contract.metrics).flatMap(([metricName, metric]) =>
    alarmsOn(metric).flatMap((alarm) =>
      dimensionChoices(metric).map((choice) => metricAlarm(contract, watched, metricName, alarm, choice)),
    ),
  );
}

function metricAlarm(
  contract: LambdaContract,
  watched: WatchedFunction,
  metricName: string,
  alarm: MetricAlarm,
  choice: DimensionChoice,
): AlarmRecord {
  const { name = kebabCase(metricName), percentOf, atLeast, absentIs, statistic, ...terms } = alarm;
  return {
    ...terms,
    id: [name, ...Object.values(choice).map(kebabCase)].join("-"),
    title: [metricName, ...Object.values(choice)].join(", "),
    kind: "custom",
    signal: signalOf({ ...contractMetric(contract, watched, metricName, choice), statistic }, alarm),
    runbook: customMetricsSection(contract),
    firstLook: failuresQuery(watched.functionName),
    requirements: ["FR-042", "SC-018"],
  };
}

function signalOf(metric: WatchedMetric, { percentOf, atLeast, absentIs, comparison }: MetricAlarm): Signal {
  if (percentOf !== undefined)
    return percentage(metric, percentOf, { atLeast, healthy: comparison === "GreaterThanThreshold" ? 0 : 100 });
  return absentIs === undefined ? { form: "metric", metric } : filled(metric, absentIs);
}

/**
 * A part that was not reported is none; without the whole there is no percentage. Where less of the whole than `atLeast` says
 * nothing, it counts as `healthy`, percent, and so does a period without any: it does not leave a bad one before it to
 * decide alone.
 */
function percentage(
  part: WatchedMetric,
  wholeName: string,
  { atLeast, healthy }: { readonly atLeast: number | undefined; readonly healthy: number },
): Signal {
  const isOfItself = part.name === wholeName;
  const share = "100 * FILL(part, 0) / whole";
  return {
    form: "expression",
    expression: atLeast === undefined ? share : `FILL(IF(whole >= ${atLeast}, ${share}, ${healthy}), ${healthy})`,
    label: `${part.name}, percent${isOfItself ? "" : ` of ${wholeName}`}`,
    metrics: {
      part,
      whole: isOfItself ? { ...part, statistic: "SampleCount" } : { ...part, name: wholeName },
    },
  };
}

function percentageProblems({ name, metrics }: LambdaContract): readonly Problem[] {
  return Object.entries(metrics).flatMap(([metricName, metric]) =>
    alarmsOn(metric).flatMap(({ percentOf }) => {
      if (percentOf === undefined || sameDimensions(metric, metrics[percentOf])) return [];
      return [
        {
          place: `lambdas/${name}/contract.ts, metrics.${metricName}`,
          found: `an alarm on its percentage of ${percentOf}`,
          expected: "a metric of the same contract, branch and dimensions",
          remedy: "Name such a metric: a percentage of anything else would be of nothing.",
        },
      ];
    }),
  );
}

function sameDimensions(metric: Metric, other: Metric | undefined): boolean {
  return (
    other !== undefined &&
    metric.branch === other.branch &&
    JSON.stringify(metric.dimensions ?? {}) === JSON.stringify(other.dimensions ?? {})
  );
}

/** A failure that a function survives is seen nowhere else: one is enough, within a minute (FR-134). */
function failurePathAlarms(contract: LambdaContract, watched: WatchedFunction): readonly AlarmRecord[] {
  return Object.entries(contract.failurePaths).map(([path, { loses }]) => ({
    id: `silent-failure-${kebabCase(path)}`,
    title: `Survived failure of ${path}`,
    kind: "silent-failures",
    signal: {
      form: "metric",
      metric: { ...failurePathMetric(contract, watched, path), statistic: "Sum" },
    },
    comparison: "GreaterThanThreshold",
    threshold: 0,
    periodSeconds: 60,
    evaluationPeriods: 1,
    missing: "missing",
    missingBecause: "nothing is written while the operation succeeds",
    severity: "warning",
    meaning: `${contract.name} carries on after ${path} failed; lost: ${loses}.`,
    runbook: "silent-failures",
    firstLook: tracesQuery(`annotation.failure_path = "${path}" AND service("${watched.functionName}")`),
    requirements: ["FR-043", "FR-134"],
  }));
}

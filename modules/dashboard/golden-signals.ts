import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRecord } from "../alarms/alarm-record.ts";
import type { WatchedFunction } from "../alarms/watched-function.ts";
import { graph, linesOfAlarm, metricLine, usualPeriodSeconds } from "./graph.ts";
import { gridWidth } from "./limits.ts";
import type { Section } from "./section.ts";
import type { ExpressionLine, GraphWidget, MetricLine, ShownMetric, ShownStatistic, Threshold } from "./widget.ts";

/** A function with its deployment. */
export interface ShownFunction {
  readonly contract: LambdaContract;
  readonly watched: WatchedFunction;
}

const width = gridWidth / 4;

/** Traffic, errors, latency and saturation, one row per function: the same thing always stands in the same column. */
export function goldenSignals(functions: readonly ShownFunction[], alarms: readonly AlarmRecord[]): Section {
  return {
    title: "Functions",
    explanation: "Traffic, errors, duration against the time-out, and how much of what it may use a function uses.",
    widgets: functions.flatMap((shown) => [
      traffic(shown, alarms),
      errors(shown, alarms),
      duration(shown, alarms),
      saturation(shown, alarms),
    ]),
  };
}

/** A line of a metric that Lambda itself publishes. */
export function lambdaLine(
  { functionName }: WatchedFunction,
  name: string,
  statistic: ShownStatistic,
  label: string,
): MetricLine {
  return metricLine({ namespace: "AWS/Lambda", name, dimensions: { FunctionName: functionName }, statistic }, label);
}

function traffic({ contract, watched }: ShownFunction, alarms: readonly AlarmRecord[]): GraphWidget {
  const lines = [lambdaLine(watched, "Invocations", "Sum", "invocations")];
  return graph({ title: `${contract.name}: traffic`, lines, alarms, width });
}

/** Counts on the left; where an alarm watches the share of failures, the share on the right. */
function errors({ contract, watched }: ShownFunction, alarms: readonly AlarmRecord[]): GraphWidget {
  const counts = [
    lambdaLine(watched, "Errors", "Sum", "failed"),
    lambdaLine(watched, "Throttles", "Sum", "refused for concurrency"),
  ];
  const [share] = alarms.filter(
    ({ kind, signal }) =>
      kind === "errors" &&
      signal.form === "expression" &&
      Object.values(signal.metrics).some(({ dimensions }) => dimensions.FunctionName === watched.functionName),
  );
  const shares = (share === undefined ? [] : linesOfAlarm(share)).map((line) => ({
    ...line,
    label: "failed, percent",
    axis: "right" as const,
  }));
  return graph({ title: `${contract.name}: errors`, lines: [...counts, ...shares], alarms, width });
}

function duration({ contract, watched }: ShownFunction, alarms: readonly AlarmRecord[]): GraphWidget {
  const lines = (["p50", "p95", "p99"] as const).map((each) => lambdaLine(watched, "Duration", each, each));
  const limit = {
    label: `time-out, ${contract.timeoutSeconds} s`,
    value: contract.timeoutSeconds * 1_000,
    meaning: "limit",
    axis: "left",
  } as const;
  return graph({ title: `${contract.name}: duration, ms`, lines, alarms, limits: [limit], width });
}

/** Memory is known where an alarm has it read from the log. */
function saturation({ contract, watched }: ShownFunction, alarms: readonly AlarmRecord[]): GraphWidget {
  const memoryAlarms = alarms.filter(
    ({ kind, signal }) =>
      kind === "memory" && "metric" in signal && signal.metric.logFilter?.contractName === contract.name,
  );
  const memory = memoryAlarms
    .slice(0, 1)
    .flatMap(({ signal, periodSeconds }) =>
      signal.form === "expression"
        ? []
        : [
            percentLine(
              signal.metric,
              contract.memoryMegabytes,
              `memory, percent of ${contract.memoryMegabytes} MB`,
              periodSeconds,
            ),
          ],
    );
  const concurrent = lambdaLine(watched, "ConcurrentExecutions", "Maximum", "at once").metric;
  const limits: readonly Threshold[] = [
    { label: "all of it", value: 100, meaning: "limit", axis: "left" },
    ...memoryAlarms.map(({ id, threshold, severity }) => ({
      label: `${severity}: ${id}`,
      value: (100 * threshold) / contract.memoryMegabytes,
      meaning: severity,
      alarming: "above" as const,
      axis: "left" as const,
    })),
  ];
  const drawn = graph({
    title: `${contract.name}: saturation, percent`,
    lines: [
      ...memory,
      percentLine(concurrent, contract.reservedConcurrency, `at once, percent of ${contract.reservedConcurrency}`),
    ],
    alarms,
    limits,
    width,
  });
  return { ...drawn, alarmIds: [...drawn.alarmIds, ...memoryAlarms.map(({ id }) => id)] };
}

function percentLine(
  { namespace, name, dimensions, statistic }: ShownMetric,
  whole: number,
  label: string,
  periodSeconds = usualPeriodSeconds,
): ExpressionLine {
  return {
    form: "expression",
    expression: `100 * used / ${whole}`,
    metrics: { used: { namespace, name, dimensions, statistic } },
    label,
    periodSeconds,
    axis: "left",
  };
}

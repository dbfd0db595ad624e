import { alarmsOn, type LambdaContract, type Metric, type MetricUnit } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRecord } from "../alarms/alarm-record.ts";
import { contractMetric, dimensionChoices } from "../alarms/contract-metric.ts";
import type { ShownFunction } from "./golden-signals.ts";
import { graphs, linesOfAlarm, metricLine, usualPeriodSeconds } from "./graph.ts";
import type { GraphWidget, Line, ShownStatistic } from "./widget.ts";

/** Metrics of one function that are read together. */
export interface MetricGraph {
  readonly title: string;
  /** Name of the function in its contract. */
  readonly contractName: string;
  readonly metrics: readonly string[];
}

/** Declares a graph; a metric that the contract lacks does not compile. */
export function metricGraph<const C extends LambdaContract>(
  { name }: C,
  title: string,
  metrics: readonly (keyof C["metrics"] & string)[],
): MetricGraph {
  return { title, contractName: name, metrics };
}

/** Statistics of a metric without an alarm, by what it measures. */
const usualStatistics: Readonly<Record<MetricUnit, readonly ShownStatistic[]>> = {
  Count: ["Sum"],
  Milliseconds: ["p50", "p99"],
  Seconds: ["p50", "p99"],
  Percent: ["Maximum"],
  None: ["Average"],
};

/** The widgets of a graph; none where its function is not deployed. */
export function metricGraphWidgets(
  { title, contractName, metrics }: MetricGraph,
  functions: readonly ShownFunction[],
  alarms: readonly AlarmRecord[],
  width?: number,
): readonly GraphWidget[] {
  const shown = functions.find(({ contract }) => contract.name === contractName);
  if (shown === undefined) return [];
  const lines = metrics.flatMap((name) => linesOfMetric(shown, name));
  const shares = alarms.filter((alarm) => sharesAny(alarm, lines)).flatMap(shareLines);
  return graphs({ title, lines: [...lines, ...shares], alarms, ...(width === undefined ? {} : { width }) });
}

/** Graphs of every metric of a function that no other graph shows, so that none is declared and never seen. */
export function otherMetrics(shown: ShownFunction, elsewhere: readonly MetricGraph[]): readonly MetricGraph[] {
  const { contract } = shown;
  const taken = new Set(
    elsewhere.filter(({ contractName }) => contractName === contract.name).flatMap(({ metrics }) => metrics),
  );
  const left = Object.entries(contract.metrics).filter(([name]) => !taken.has(name));
  const units = [...new Set(left.map(([, { unit }]) => unit))];
  return units.map((unit) => ({
    title: `${contract.name}: ${unitTitles[unit]}`,
    contractName: contract.name,
    metrics: left.filter(([, metric]) => metric.unit === unit).map(([name]) => name),
  }));
}

const unitTitles: Readonly<Record<MetricUnit, string>> = {
  Count: "counts",
  Milliseconds: "times, ms",
  Seconds: "times, s",
  Percent: "percentages",
  None: "ratios",
};

/** One line per combination of dimension values and way of reading: as alarms read it, or as is usual for its unit. */
function linesOfMetric({ contract, watched }: ShownFunction, name: string): readonly Line[] {
  const metric = contract.metrics[name];
  if (metric === undefined) return [];
  return dimensionChoices(metric).flatMap((choice) =>
    readings(metric).map(({ statistic, periodSeconds }) => {
      const words = [name, ...Object.values(choice), ...(statistic === "Sum" ? [] : [statistic])];
      const shownMetric = { ...contractMetric(contract, watched, name, choice), statistic };
      return metricLine(shownMetric, words.join(" "), periodSeconds);
    }),
  );
}

interface Reading {
  readonly statistic: ShownStatistic;
  readonly periodSeconds: number;
}

function readings(metric: Metric): readonly Reading[] {
  const watched = alarmsOn(metric)
    .filter(({ percentOf }) => percentOf === undefined)
    .map(({ statistic, periodSeconds }): Reading => ({ statistic, periodSeconds }));
  const usual = usualStatistics[metric.unit].map((statistic) => ({ statistic, periodSeconds: usualPeriodSeconds }));
  const all = watched.length > 0 ? watched : usual;
  return [...new Map(all.map((reading) => [`${reading.statistic} ${reading.periodSeconds}`, reading])).values()];
}

/** Whether an alarm watches the share that one of the lines has in another. */
function sharesAny({ kind, signal }: AlarmRecord, lines: readonly Line[]): boolean {
  if (kind !== "custom" || signal.form !== "expression") return false;
  const [part] = Object.values(signal.metrics);
  return lines.some(
    (line) =>
      line.form === "metric" &&
      line.metric.namespace === part?.namespace &&
      line.metric.name === part.name &&
      JSON.stringify(line.metric.dimensions) === JSON.stringify(part.dimensions),
  );
}

function shareLines(alarm: AlarmRecord): readonly Line[] {
  const label = alarm.signal.form === "expression" ? alarm.signal.label : alarm.title;
  return linesOfAlarm(alarm).map((line) => ({ ...line, label, axis: "right" }));
}

import { type AlarmRecord, type Signal, watchedId } from "../alarms/alarm-record.ts";
import { chunks } from "../chunks.ts";
import { grouped } from "../grouped.ts";
import { gridWidth } from "./limits.ts";
import type { ExpressionLine, GraphWidget, Line, MetricLine, ShownMetric, Threshold } from "./widget.ts";

/** Period of lines that no alarm asks another of: what CloudWatch keeps for two months. */
export const usualPeriodSeconds = 300;

/** More lines than these cannot be told apart. */
const linesPerGraph = 24;

const graphHeight = 6;

export interface GraphProps {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Alarms of the environment: thresholds are drawn of those that watch one of the lines. */
  readonly alarms: readonly AlarmRecord[];
  /** Lines that cannot be passed. Default: none. */
  readonly limits?: readonly Threshold[];
  /** Default: a third of the dashboard. */
  readonly width?: number;
  /** Region whose metrics are shown. Default: the dashboard's. */
  readonly region?: string;
}

/** A graph with the thresholds of the alarms on its lines; several where it would have too many lines. */
export function graphs(props: GraphProps): readonly GraphWidget[] {
  const parts = chunks(props.lines, linesPerGraph);
  return parts.map((lines, index) =>
    graph({ ...props, lines, title: parts.length === 1 ? props.title : `${props.title} (${index + 1})` }),
  );
}

/** One graph with the thresholds of the alarms on its lines. */
export function graph({
  title,
  lines: given,
  alarms,
  limits = [],
  width = gridWidth / 3,
  region,
}: GraphProps): GraphWidget {
  const looks = given.map((line) => lookCloser(line, alarms));
  const lines = looks.map(({ line }) => line);
  const watched = looks.flatMap(({ line, watching }) => watching.map((alarm) => ({ alarm, axis: line.axis })));
  return {
    kind: "graph",
    title,
    view: "lines",
    lines,
    thresholds: [...limits, ...thresholds(watched)],
    alarmIds: watched.map(({ alarm }) => alarm.id),
    width,
    height: graphHeight,
    ...(region === undefined ? {} : { region }),
  };
}

/** A line of one metric. */
export function metricLine(metric: ShownMetric, label: string, periodSeconds = usualPeriodSeconds): MetricLine {
  const { namespace, name, dimensions, statistic } = metric;
  return { form: "metric", metric: { namespace, name, dimensions, statistic }, label, periodSeconds, axis: "left" };
}

/** What an alarm compares with its threshold, as lines. */
export function linesOfAlarm({ title, signal, threshold, periodSeconds }: AlarmRecord): readonly Line[] {
  const terms = { label: title, periodSeconds, axis: "left" } as const;
  switch (signal.form) {
    case "metric":
      return [{ ...terms, form: "metric", metric: signal.metric }];
    case "expression":
      return [{ ...terms, form: "expression", expression: signal.expression, metrics: signal.metrics }];
    case "anomaly":
      return [
        { ...terms, form: "metric", metric: signal.metric },
        { ...terms, label: "usual at this time", form: "expression", ...usualBand(signal.metric, threshold) },
      ];
  }
}

/**
 * Where an alarm looks closer, the graph does too: sums of another period cannot be held against its threshold. Alarms that
 * watch the line are those that compare it with their thresholds point by point.
 */
function lookCloser(line: Line, alarms: readonly AlarmRecord[]) {
  const same = alarmsByKey(alarms).get(lineKey(line)) ?? [];
  const period = Math.min(line.periodSeconds, ...same.map(({ periodSeconds }) => periodSeconds));
  return {
    line: { ...line, periodSeconds: period },
    watching: same.filter(({ periodSeconds }) => periodSeconds === period),
  };
}

const byKey = new WeakMap<readonly AlarmRecord[], ReadonlyMap<string, readonly AlarmRecord[]>>();

/** Alarms by what they compare: kept, because every line of a dashboard asks for the alarms on it. */
function alarmsByKey(alarms: readonly AlarmRecord[]): ReadonlyMap<string, readonly AlarmRecord[]> {
  const kept = byKey.get(alarms) ?? grouped(alarms, ({ signal, threshold }) => signalKey(signal, threshold));
  byKey.set(alarms, kept);
  return kept;
}

function usualBand(metric: ShownMetric, deviations: number) {
  return { expression: `ANOMALY_DETECTION_BAND(${watchedId}, ${deviations})`, metrics: { [watchedId]: metric } };
}

function signalKey(signal: Signal, threshold: number): string {
  switch (signal.form) {
    case "metric":
      return metricKey(signal.metric);
    case "expression":
      return expressionKey(signal);
    case "anomaly":
      return expressionKey(usualBand(signal.metric, threshold));
  }
}

function lineKey(line: Line): string {
  return line.form === "metric" ? metricKey(line.metric) : expressionKey(line);
}

function expressionKey({ expression, metrics }: Pick<ExpressionLine, "expression" | "metrics">): string {
  return JSON.stringify([expression, ...Object.entries(metrics).map(([id, metric]) => [id, metricKey(metric)])]);
}

function metricKey({ namespace, name, dimensions, statistic }: ShownMetric): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort(), statistic]);
}

interface WatchedLine {
  readonly alarm: AlarmRecord;
  readonly axis: Line["axis"];
}

/** One threshold per value: alarms on lines of one graph often share it. */
function thresholds(watched: readonly WatchedLine[]): readonly Threshold[] {
  const groups = new Map<string, WatchedLine[]>();
  for (const each of watched) {
    const { signal, threshold, severity, comparison } = each.alarm;
    // The band is a line itself; its threshold is a width.
    if (signal.form === "anomaly") continue;
    const key = JSON.stringify([threshold, severity, comparison, each.axis]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { id, severity, threshold, comparison } = first.alarm;
    return [
      {
        label: `${severity}: ${group.length === 1 ? id : `${group.length} alarms`}`,
        value: threshold,
        meaning: severity,
        alarming: comparison === "GreaterThanThreshold" ? "above" : "below",
        axis: first.axis,
      } as const,
    ];
  });
}

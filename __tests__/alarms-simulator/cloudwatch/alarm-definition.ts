import type { ResourceBody, Synthesized } from "../../helpers/synthesize.ts";
import type { Rule, Treatment } from "./alarm-evaluation.ts";
import { type MetricMath, metricMath } from "./metric-math.ts";
import type { Metric } from "./metric-store.ts";

/** A metric that an alarm reads, and how its values of a period become one. */
export interface WatchedSeries {
  readonly metric: Metric;
  readonly statistic: string;
}

/** Compares a value with the threshold: true where it breaches. */
type Breaches = (value: number, threshold: number) => boolean;

/** A metric alarm as CloudWatch would be told of it. */
export interface AlarmDefinition extends Rule {
  readonly name: string;
  readonly periodMinutes: number;
  /** What is read, by id. */
  readonly series: Readonly<Record<string, WatchedSeries>>;
  /** What is computed of it, by id, each after what it needs. */
  readonly expressions: Readonly<Record<string, MetricMath>>;
  /** Id of what is compared. */
  readonly compared: string;
  readonly breaches: Breaches;
  /** A number, or the width of the band of usual values in standard deviations. */
  readonly threshold: { readonly fixed: number } | { readonly deviations: number };
}

const comparisons: Readonly<Record<string, Breaches>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  GreaterThanUpperThreshold: (value, threshold) => value > threshold,
};

/** Attributes that decide when an alarm goes off, or that have nothing to do with it; any other is refused. */
const known = new Set([
  ...["alarm_name", "alarm_description", "alarm_actions", "ok_actions"],
  ...["namespace", "metric_name", "dimensions", "statistic", "extended_statistic", "period", "metric_query"],
  ...["comparison_operator", "threshold", "threshold_metric_id", "evaluation_periods", "datapoints_to_alarm"],
  ...["treat_missing_data", "depends_on"],
]);

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly return_data?: boolean;
  readonly metric?: ResourceBody;
}

/** Every metric alarm of a stack, by its name. */
export function alarmDefinitions(stack: Synthesized): readonly AlarmDefinition[] {
  return Object.values(stack.resources("aws_cloudwatch_metric_alarm")).map(alarmDefinition);
}

/** @throws where an alarm says something that is not simulated. */
export function alarmDefinition(body: ResourceBody): AlarmDefinition {
  const name = String(body.alarm_name);
  const strange = Object.keys(body).filter((attribute) => !known.has(attribute));
  if (strange.length > 0) throw new Error(`${name}: ${strange.join(", ")} is not simulated`);
  const breaches = comparisons[String(body.comparison_operator)];
  if (breaches === undefined) throw new Error(`${name}: ${String(body.comparison_operator)} is not simulated`);
  const evaluationPeriods = Number(body.evaluation_periods);
  return {
    name,
    breaches,
    evaluationPeriods,
    datapointsToAlarm: Number(body.datapoints_to_alarm ?? evaluationPeriods),
    treatment: String(body.treat_missing_data ?? "missing") as Treatment,
    ...comparedOf(name, body, (body.metric_query ?? []) as readonly Query[]),
  };
}

type Compared = Pick<AlarmDefinition, "periodMinutes" | "series" | "expressions" | "compared" | "threshold">;

function comparedOf(name: string, body: ResourceBody, queries: readonly Query[]): Compared {
  if (queries.length === 0) {
    const threshold = { fixed: Number(body.threshold) };
    return { ...seriesOf(name, [["watched", body]]), expressions: {}, compared: "watched", threshold };
  }
  const read = queries.flatMap(({ id, metric }) => (metric === undefined ? [] : [[id, metric] as const]));
  const computed = queries.filter(({ id }) => id !== body.threshold_metric_id);
  const [returned, ...others] = computed.filter(({ return_data }) => return_data === true);
  if (returned === undefined || others.length > 0) throw new Error(`${name} does not compare exactly one series`);
  return {
    ...seriesOf(name, read),
    expressions: expressionsOf(name, computed),
    compared: returned.id,
    threshold: thresholdOf(name, body, queries, returned.id),
  };
}

function seriesOf(name: string, metrics: readonly (readonly [id: string, metric: ResourceBody])[]) {
  const periods = new Set(metrics.map(([, { period }]) => Number(period)));
  const [period = 0, ...others] = [...periods];
  if (others.length > 0 || period < 60) throw new Error(`${name} needs one period of at least a minute`);
  const series = metrics.map(([id, metric]): [string, WatchedSeries] => [
    id,
    {
      metric: {
        namespace: String(metric.namespace),
        name: String(metric.metric_name),
        dimensions: (metric.dimensions ?? {}) as Readonly<Record<string, string>>,
      },
      statistic: String(metric.stat ?? metric.statistic ?? metric.extended_statistic),
    },
  ]);
  return { periodMinutes: period / 60, series: Object.fromEntries(series) };
}

function expressionsOf(name: string, queries: readonly Query[]): Readonly<Record<string, MetricMath>> {
  const waiting = new Map(queries.flatMap(({ id, expression }) => (expression ? [[id, metricMath(expression)]] : [])));
  const ordered: Record<string, MetricMath> = {};
  while (waiting.size > 0) {
    const next = [...waiting].find(([, { ids }]) => ids.every((id) => !waiting.has(id)));
    if (next === undefined) throw new Error(`${name}: expressions need each other: ${[...waiting.keys()].join(", ")}`);
    ordered[next[0]] = next[1];
    waiting.delete(next[0]);
  }
  return ordered;
}

function thresholdOf(name: string, body: ResourceBody, queries: readonly Query[], compared: string) {
  if (body.threshold_metric_id === undefined) return { fixed: Number(body.threshold) };
  const band = queries.find(({ id }) => id === body.threshold_metric_id)?.expression ?? "";
  const [, watched, deviations] = /^ANOMALY_DETECTION_BAND\((\w+), (\d+(?:\.\d+)?)\)$/.exec(band) ?? [];
  if (watched !== compared) throw new Error(`${name}: the band is of ${watched ?? "nothing"}, not of ${compared}`);
  return { deviations: Number(deviations) };
}

import type { ResourceBody, Synthesized } from "./synthesize.ts";

/** A metric that an alarm reads, as it stands in the JSON. */
export interface ReadMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly period: number;
}

/** An alarm of a stack, in whichever form it was written. */
export interface ReadAlarm {
  readonly name: string;
  readonly body: ResourceBody;
  readonly metrics: readonly ReadMetric[];
  /** The metric math, where there is some. */
  readonly expression: string | undefined;
}

/** Every metric alarm of a stack, by name. */
export function alarmsOf(stack: Synthesized): readonly ReadAlarm[] {
  return Object.values(stack.resources("aws_cloudwatch_metric_alarm"))
    .map((body) => ({
      name: String(body.alarm_name),
      body,
      metrics: metricsOf(body),
      expression: queriesOf(body).find(({ expression }) => expression !== undefined)?.expression,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The alarm of a name.
 *
 * @throws where there is none.
 */
export function alarmNamed(stack: Synthesized, name: string): ReadAlarm {
  const found = alarmsOf(stack).find((alarm) => alarm.name === name);
  if (found === undefined) throw new Error(`${stack.name} has no alarm ${name}`);
  return found;
}

interface Query {
  readonly expression?: string;
  readonly metric?: ResourceBody;
}

function queriesOf({ metric_query }: ResourceBody): readonly Query[] {
  return (metric_query ?? []) as readonly Query[];
}

function metricsOf(body: ResourceBody): readonly ReadMetric[] {
  const queried = queriesOf(body).flatMap(({ metric }) => (metric === undefined ? [] : [metric]));
  return (queried.length > 0 ? queried : [body]).map((metric) => ({
    namespace: String(metric.namespace),
    name: String(metric.metric_name),
    dimensions: (metric.dimensions ?? {}) as Record<string, string>,
    statistic: String(metric.stat ?? metric.statistic ?? metric.extended_statistic),
    period: Number(metric.period),
  }));
}

import { asRecord } from "../schema/location.ts";
import type { CheckedStack } from "./checked-stack.ts";
import { asText, blocks, type Resource } from "./resource.ts";

/** A metric that an alarm reads. */
export interface AlarmMetric {
  /** Key path of the metric in the alarm; empty for an alarm on one metric. */
  readonly path: string;
  readonly namespace: string;
  readonly name: string;
  /** Dimensions with their values as far as these are known before a deployment. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

const kept = new WeakMap<Resource, readonly AlarmMetric[]>();

/** Every metric that an alarm reads: its one metric, or those of its queries. */
export function metricsOfAlarm(alarm: Resource, stack: CheckedStack): readonly AlarmMetric[] {
  const metrics = kept.get(alarm) ?? readMetrics(alarm, stack);
  kept.set(alarm, metrics);
  return metrics;
}

function readMetrics({ body }: Resource, stack: CheckedStack): readonly AlarmMetric[] {
  const single = metricOf(body, "", stack);
  if (single !== undefined) return [single];
  return blocks(body.metric_query).flatMap((query, index) =>
    blocks(query.metric).flatMap((metric) => metricOf(metric, `metric_query[${index}]`, stack) ?? []),
  );
}

function metricOf(body: Resource["body"], path: string, stack: CheckedStack): AlarmMetric | undefined {
  const { namespace, metric_name: name, dimensions, statistic, extended_statistic: extended, stat } = body;
  if (typeof name !== "string") return undefined;
  return {
    path,
    namespace: stack.text(namespace) ?? "",
    name: stack.text(name) ?? name,
    dimensions: Object.fromEntries(
      Object.entries(asRecord(dimensions) ?? {}).map(([key, value]) => [key, stack.text(value) ?? asText(value)]),
    ),
    statistic: asText(statistic ?? extended ?? stat ?? ""),
  };
}

/** Dimensions for a message: `FunctionName=worker, FailurePath=save`. */
export function dimensionsText(dimensions: Readonly<Record<string, string>>): string {
  const entries = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? "no dimensions" : entries.map(([key, value]) => `${key}=${value}`).join(", ");
}

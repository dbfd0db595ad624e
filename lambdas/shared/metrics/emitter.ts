import { type DimensionValues, type Metric, metricNamespace, type RunTimeContract } from "../contract/index.ts";
import type { MetricSink } from "./sink.ts";

type Emit<M extends Omit<Metric, "alarm">> = M extends { readonly dimensions: infer D extends DimensionValues }
  ? (value: number, dimensions: { readonly [K in keyof D]: D[K][number] }) => void
  : (value: number) => void;

/** One function per declared metric: `metrics.StuckItems(3)`. A name that the contract lacks does not compile. */
export type MetricEmitter<C extends RunTimeContract> = { readonly [M in keyof C["metrics"]]: Emit<C["metrics"][M]> };

/** Builds the emitter of a contract. Every value carries the dimension `Environment` beside the declared ones. */
export function metricEmitter<C extends RunTimeContract>(
  contract: C,
  environment: string,
  sink: MetricSink,
): MetricEmitter<C> {
  const emitters = Object.entries(contract.metrics).map(([name, metric]) => {
    const namespace = metricNamespace(contract.system, metric.branch);
    const emit = (value: number, dimensions: Readonly<Record<string, string>> = {}) =>
      sink.record({
        namespace,
        name,
        unit: metric.unit,
        value,
        dimensions: { Environment: environment, ...dimensions },
      });
    return [name, emit];
  });
  return Object.fromEntries(emitters);
}

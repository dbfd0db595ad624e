import { metricNamespace, type RunTimeContract, reliabilityBranch, silentFailureMetric } from "./contract/index.ts";
import type { MetricSink } from "./metrics/sink.ts";
import type { Annotations, AnnotationsWith, Tracing } from "./tracing/tracing.ts";

export type FailurePathName<C extends RunTimeContract> = keyof C["failurePaths"] & string;

/** Annotates the span of a failure path; only keys that the contract declares compile. */
export type AnnotateFailurePath<C extends RunTimeContract, P extends FailurePathName<C>> = (
  values: AnnotationsWith<C["failurePaths"][P]["annotations"][number]>,
) => void;

/**
 * Runs an operation whose failure must not stop the function: the failure is recorded in the operation's span and in
 * the metric, then `fallback` is returned. Errors of the tracing itself are not swallowed.
 */
export async function survive<C extends RunTimeContract, P extends FailurePathName<C>, T>(
  { contract, functionName, tracing, sink }: { contract: C; functionName: string; tracing: Tracing; sink: MetricSink },
  path: P,
  fallback: T | ((error: unknown) => T),
  work: (annotate: AnnotateFailurePath<C, P>) => Promise<T>,
): Promise<T> {
  const definition = contract.failurePaths[path];
  if (definition === undefined) throw new Error(`Contract ${contract.name} has no failure path ${path}.`);
  let failure: { readonly error: unknown } | undefined;
  try {
    return await tracing.inSpan(definition.operation, async (annotate) => {
      try {
        return await work((values) => annotate(values as Annotations));
      } catch (error) {
        failure = { error };
        annotate({ failure_path: path, error_type: error instanceof Error ? error.name : typeof error });
        throw error;
      }
    });
  } catch (error) {
    if (failure === undefined || failure.error !== error) throw error;
    sink.record({
      namespace: metricNamespace(contract.system, reliabilityBranch),
      ...silentFailureMetric,
      value: 1,
      dimensions: { FunctionName: functionName, FailurePath: path },
    });
    return typeof fallback === "function" ? (fallback as (error: unknown) => T)(error) : fallback;
  }
}

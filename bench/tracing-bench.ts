import type { Measurements } from "./rounds.ts";
import type { Session } from "./session.ts";
import { type BundledTracing, bundledTracing, loadingOfTracing } from "./tracing/code.ts";
import { type InvocationOverhead, invocationOverheads } from "./tracing/invocations.ts";
import { type StreamOverhead, streamOverhead } from "./tracing/streams.ts";

/** What tracing may add to the time of a handler, percent. */
export const expectedTracingPercent = 5;

/** What tracing costs: time, bytes and loading. */
export interface TracingResult {
  readonly invocations: readonly InvocationOverhead[];
  /** Undefined where the system does not tell the CPU time of processes. */
  readonly stream: StreamOverhead | undefined;
  readonly bundles: readonly BundledTracing[];
  readonly loading: Measurements;
}

/** Measures packaged functions with tracing and with their kill switch, every invocation sampled. */
export async function benchTracing(session: Session, directory: string): Promise<TracingResult> {
  return {
    bundles: await bundledTracing(session),
    loading: await loadingOfTracing(session, directory),
    invocations: await invocationOverheads(session),
    stream: await streamOverhead(session),
  };
}

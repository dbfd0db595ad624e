import { Tracer } from "@aws-lambda-powertools/tracer";
import { boundCalls } from "./aws-call-subsegments.ts";
import { awaited, withAllBegun } from "./begun-work.ts";
import { boundedError, messageCharacters } from "./bounded-error.ts";
import { missingTrace } from "./missing-trace-error.ts";
import type { Annotations, InstrumentableClient, Tracing } from "./tracing.ts";
import { deliverClosed, useOwnDelivery } from "./x-ray-delivery.ts";
import { useSuppliedIds } from "./x-ray-part-ids.ts";

/**
 * Tracing for handlers that return an answer: X-Ray subsegments through Powertools.
 *
 * HTTP capture stays off: it would send trace headers to third parties, and calls to AWS are captured per client.
 */
export function xRayTracing(): Tracing {
  const tracer = new Tracer({ captureHTTPsRequests: false });
  useOwnDelivery();
  useSuppliedIds();
  return {
    async inInvocation(work) {
      if (tracer.isTracingEnabled()) requireTrace();
      try {
        return await withAllBegun(work);
      } finally {
        // Before the answer: whatever the runtime does with it, the parts are on their way.
        deliverClosed();
      }
    },
    inSpan: (name, work) => awaited(inSubsegment(tracer, name, work)),
    instrument<T extends InstrumentableClient>(client: T): T {
      return boundCalls(tracer.captureAWSv3Client(client));
    },
  };
}

/**
 * Each in its place of `Root=…;Parent=…;Sampled=…`; Lambda leaves the last two out where it only passes a trace on, and
 * then the X-Ray SDK records nothing without a word.
 */
const headerParts = [
  /(?:^|;)Root=1-[0-9a-f]{8}-[0-9a-f]{24}(?:;|$)/,
  /;Parent=[0-9a-f]{16}(?:;|$)/,
  /;Sampled=[01](?:;|$)/,
];

/** @throws MissingTraceError where Lambda gave no trace, unless AWS_XRAY_CONTEXT_MISSING says that this is no error. */
function requireTrace(): void {
  const header = process.env._X_AMZN_TRACE_ID ?? "";
  if (headerParts.every((part) => part.test(header))) return;
  if (process.env.AWS_XRAY_CONTEXT_MISSING === "IGNORE_ERROR") return;
  throw missingTrace("set POWERTOOLS_TRACE_ENABLED to false");
}

async function inSubsegment<T>(
  tracer: Tracer,
  name: string,
  work: (annotate: (values: Annotations) => void) => Promise<T>,
): Promise<T> {
  if (!tracer.isTracingEnabled()) return work(() => {});
  return tracer.provider.captureAsyncFunc(name, async (subsegment) => {
    if (subsegment === undefined) return work(() => {});
    const annotate = (values: Annotations) => {
      for (const [key, value] of Object.entries(values)) subsegment.addAnnotation(key, bounded(value));
    };
    let result: T;
    try {
      result = await withAllBegun(() => work(annotate));
    } catch (error) {
      subsegment.close(boundedError(error));
      throw error;
    }
    subsegment.close();
    return result;
  }) as Promise<T>;
}

/** Texts are cut as OpenTelemetry cuts them: a document above 64 KB would be dropped. */
function bounded(value: Annotations[string]): Annotations[string] {
  return typeof value === "string" ? value.slice(0, messageCharacters) : value;
}

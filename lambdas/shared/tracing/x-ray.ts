import { Tracer } from "@aws-lambda-powertools/tracer";
import { boundedError } from "./bounded-error.ts";
import type { Annotations, InstrumentableClient, Tracing } from "./tracing.ts";

/**
 * Tracing for handlers that return an answer: X-Ray subsegments through Powertools.
 *
 * HTTP capture stays off: it would send trace headers to third parties, and calls to AWS are captured per client.
 */
export function xRayTracing(): Tracing {
  const tracer = new Tracer({ captureHTTPsRequests: false });
  return {
    async inSpan(name, work) {
      if (!tracer.isTracingEnabled()) return work(() => {});
      return tracer.provider.captureAsyncFunc(name, async (subsegment) => {
        if (subsegment === undefined) return work(() => {});
        const annotate = (values: Annotations) => {
          for (const [key, value] of Object.entries(values)) subsegment.addAnnotation(key, value);
        };
        let result: Awaited<ReturnType<typeof work>>;
        try {
          result = await work(annotate);
        } catch (error) {
          subsegment.close(boundedError(error));
          throw error;
        }
        subsegment.close();
        return result;
      }) as ReturnType<typeof work>;
    },
    instrument<T extends InstrumentableClient>(client: T): T {
      return tracer.captureAWSv3Client(client);
    },
  };
}

import { context, SpanKind, type Tracer, trace } from "@opentelemetry/api";
import { spanPerCall } from "./aws-call-spans.ts";
import { awaited, withAllBegun } from "./begun-work.ts";
import { extractContext, requireContext, requireParent, xRayTraceId } from "./invocation-context.ts";
import { recordFailure } from "./recorded-failure.ts";
import { deliverSpans } from "./span-delivery.ts";
import type { Annotations, InstrumentableClient, Tracing } from "./tracing.ts";

/** Tracing for handlers that stream: spans are written while the response is open, and delivered before it ends. */
export interface StreamingTracing extends Tracing {
  /** Trace id of the running invocation in X-Ray notation; undefined where it has no trace. */
  traceId(): string | undefined;
  /**
   * Waits until every finished span is with the collector.
   *
   * @throws SpanDeliveryError where one was lost.
   */
  flush(): Promise<void>;
}

/**
 * Tracing through OpenTelemetry and the collector extension. `OTEL_SDK_DISABLED=true` switches it off; the SDK's tracer
 * provider does not look at that variable itself.
 */
export function openTelemetryTracing(): StreamingTracing {
  return process.env.OTEL_SDK_DISABLED?.toLowerCase() === "true" ? withoutSpans() : withSpans();
}

function withSpans(): StreamingTracing {
  const delivery = deliverSpans();
  const tracer = trace.getTracer("lambdas");
  return {
    inInvocation: async (work) => context.with(requireContext(), () => withAllBegun(work)),
    traceId: () => xRayTraceId(context.active()),
    inSpan: (name, work) => awaited(inSpan(tracer, name, work)),
    instrument: <T extends InstrumentableClient>(client: T) => spanPerCall(client, tracer),
    flush: () => delivery.flush(),
  };
}

function withoutSpans(): StreamingTracing {
  return {
    inInvocation: (work) => work(),
    traceId: () => xRayTraceId(extractContext()),
    inSpan: (_, work) => work(() => {}),
    instrument: (client) => client,
    flush: async () => {},
  };
}

async function inSpan<T>(
  tracer: Tracer,
  name: string,
  work: (annotate: (values: Annotations) => void) => Promise<T>,
): Promise<T> {
  requireParent();
  return tracer.startActiveSpan(name, { kind: SpanKind.INTERNAL }, async (span) => {
    try {
      return await withAllBegun(() => work((values) => span.setAttributes(values)));
    } catch (error) {
      recordFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

import { DiagConsoleLogger, DiagLogLevel, diag, ProxyTracerProvider, trace } from "@opentelemetry/api";
import { setGlobalErrorHandler } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { AWSXRayIdGenerator } from "@opentelemetry/id-generator-aws-xray";
import { AWSXRayLambdaPropagator } from "@opentelemetry/propagator-aws-xray-lambda";
import { awsLambdaDetector } from "@opentelemetry/resource-detector-aws";
import { defaultResource, detectResources, envDetector } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { messageCharacters } from "./bounded-error.ts";

/** Bound on handing all spans of an invocation over, milliseconds: what the last 3 s of a function leave for it. */
export const flushMilliseconds = 2_500;

/** Spans of an invocation did not reach the collector. */
export class SpanDeliveryError extends Error {
  override readonly name = "SpanDeliveryError";
}

/** The way of finished spans to the collector extension. */
export interface SpanDelivery {
  /**
   * Waits until every finished span has arrived.
   *
   * @throws SpanDeliveryError where one did not, also in the background since the last flush.
   */
  flush(): Promise<void>;
}

/**
 * Registers the tracer provider of the process, the only one that it ever has (FR-065). Sizes, delays and the collector's address come from the variables
 * `OTEL_BSP_*` and `OTEL_EXPORTER_OTLP_*`, which the SDK reads itself.
 *
 * @throws Error where the process has one already: the API would keep that, and log that it did.
 */
export function deliverSpans(): SpanDelivery {
  diag.setLogger(new DiagConsoleLogger(), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  const exporter = new OTLPTraceExporter();
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(detectResources({ detectors: [envDetector, awsLambdaDetector] })),
    idGenerator: new AWSXRayIdGenerator(),
    spanLimits: { attributeValueLengthLimit: messageCharacters },
    forceFlushTimeoutMillis: flushMilliseconds,
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register({ propagator: new AWSXRayLambdaPropagator() });
  requireRegistered(provider);
  const background = storeBackgroundErrors();
  return {
    flush: () =>
      within(flushMilliseconds, async () => {
        const outcomes: unknown[] = [];
        // The processor does not wait for a batch that its timer is already sending; the exporter does.
        await provider.forceFlush().catch((error: unknown) => outcomes.push(error));
        await exporter.forceFlush().catch((error: unknown) => outcomes.push(error));
        const failures = [...outcomes.flat(), ...background.take()];
        if (failures.length > 0)
          throw new SpanDeliveryError(`Spans were lost: ${[...new Set(failures.map(describe))]}.`);
      }),
  };
}

function requireRegistered(provider: NodeTracerProvider): void {
  const registered = trace.getTracerProvider();
  if (registered instanceof ProxyTracerProvider && registered.getDelegate() === provider) return;
  throw new Error(
    "This process has a tracer provider already: call streamingLambda() once, where the module is loaded.",
  );
}

/** Keeps what fails outside of a flush. Throwing in the handler itself would end the process. */
function storeBackgroundErrors() {
  let stored: unknown[] = [];
  setGlobalErrorHandler((error) => {
    // The first few tell the cause; a dead collector would add one a second.
    if (stored.length < 10) stored.push(error);
  });
  return {
    take(): readonly unknown[] {
      const taken = stored;
      stored = [];
      return taken;
    },
  };
}

/** Class and system code of an error: `Error ECONNREFUSED`. Its message can quote what an exporter was answered. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && error.code !== undefined ? ` ${error.code}` : "";
  const cause = error.cause instanceof Error ? ` (${describe(error.cause)})` : "";
  return `${error.name}${code}${cause}`;
}

async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new SpanDeliveryError(`Spans were not taken within ${milliseconds} ms.`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work(), expiry]);
  } finally {
    clearTimeout(timer);
  }
}

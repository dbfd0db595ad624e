import {
  type Context,
  context,
  defaultTextMapGetter,
  isSpanContextValid,
  ROOT_CONTEXT,
  type SpanContext,
  trace,
} from "@opentelemetry/api";
import { isTracingSuppressed, suppressTracing } from "@opentelemetry/core";
import { AWSXRayLambdaPropagator } from "@opentelemetry/propagator-aws-xray-lambda";
import { MissingTraceError, missingTrace } from "./missing-trace-error.ts";

const propagator = new AWSXRayLambdaPropagator();

/**
 * Context of the running invocation, whose span is the parent of everything that the invocation does. Read from Lambda's
 * variable alone: the carrier stays empty, so that a header of the caller cannot choose the trace. The variable changes
 * with every invocation, so this is never called while a module loads.
 */
export function extractContext(): Context {
  return propagator.extract(ROOT_CONTEXT, {}, defaultTextMapGetter);
}

/**
 * As `extractContext`, for an invocation that is to be traced. Where Lambda gave no trace, `AWS_XRAY_CONTEXT_MISSING`
 * decides as it does for the X-Ray SDK: with `IGNORE_ERROR` nothing is traced, with any other value this throws.
 *
 * @throws MissingTraceError where Lambda gave no trace.
 */
export function requireContext(): Context {
  const extracted = extractContext();
  if (hasParent(extracted)) return extracted;
  if (process.env.AWS_XRAY_CONTEXT_MISSING === "IGNORE_ERROR") return suppressTracing(ROOT_CONTEXT);
  throw missingTrace("set OTEL_SDK_DISABLED to true");
}

/** @throws MissingTraceError outside of an invocation: a span without a parent would begin a trace of its own. */
export function requireParent(): void {
  const active = context.active();
  if (hasParent(active) || isTracingSuppressed(active)) return;
  throw new MissingTraceError("A span was begun outside of an invocation: call it inside streamingHandler().");
}

function hasParent(candidate: Context): boolean {
  return validSpanContext(candidate) !== undefined;
}

function validSpanContext(of: Context): SpanContext | undefined {
  const spanContext = trace.getSpanContext(of);
  return spanContext !== undefined && isSpanContextValid(spanContext) ? spanContext : undefined;
}

/**
 * Trace id of a context as X-Ray writes it, `1-{8 digits}-{24 digits}`: the first part is the epoch second in which the
 * trace began (AWS X-Ray developer guide, trace ids). Undefined where there is no trace.
 */
export function xRayTraceId(of: Context): string | undefined {
  const traceId = validSpanContext(of)?.traceId;
  return traceId === undefined ? undefined : `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;
}

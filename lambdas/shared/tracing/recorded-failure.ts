import { type Span, SpanStatusCode } from "@opentelemetry/api";
import { boundedError } from "./bounded-error.ts";

/**
 * Marks a span as failed. Both steps are needed: the exception alone gives X-Ray a cause without a fault, the status
 * alone a fault without a type.
 */
export function recordFailure(span: Span, error: unknown): void {
  const bounded = boundedError(error);
  span.recordException(bounded);
  span.setStatus({ code: SpanStatusCode.ERROR, message: bounded.message });
}

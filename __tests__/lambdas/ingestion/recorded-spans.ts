import type { AnnotationValue, Tracing } from "../../../lambdas/shared/tracing/tracing.ts";

export interface RecordedSpan {
  readonly name: string;
  readonly annotations: Readonly<Record<string, AnnotationValue>>;
  /** Class of the error that the span was closed with. */
  readonly error?: string;
}

/** Tracing that keeps the spans in memory, in the order in which they end. */
export function recordedSpans() {
  const spans: RecordedSpan[] = [];
  const tracing: Tracing = {
    inInvocation: (work) => work(),
    async inSpan(name, work) {
      const annotations: Record<string, AnnotationValue> = {};
      try {
        const result = await work((values) => Object.assign(annotations, values));
        spans.push({ name, annotations });
        return result;
      } catch (error) {
        spans.push({ name, annotations, error: error instanceof Error ? error.name : typeof error });
        throw error;
      }
    },
    instrument: (client) => client,
  };
  return { spans, tracing };
}

/** Values that X-Ray indexes: anything else would become metadata, which no search finds. */
export type AnnotationValue = string | number | boolean;

export type Annotations = Readonly<Record<string, AnnotationValue>>;

/** Annotations with these keys alone. Without any key nothing can be written: `{}` would take every object. */
export type AnnotationsWith<K extends string> = [K] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [P in K]?: AnnotationValue };

/** The part of an AWS SDK client that instrumentation needs. */
export interface InstrumentableClient {
  readonly send: unknown;
  readonly middlewareStack: { readonly remove: unknown; readonly use: unknown };
  readonly config: unknown;
}

/** What handlers know about tracing. The implementation is chosen once per function. */
export interface Tracing {
  /**
   * Runs one invocation as part of the trace that Lambda gave it. Ends when all that it began has ended.
   *
   * @throws MissingTraceError where Lambda gave none.
   */
  inInvocation<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Runs `work` inside a span that is closed in every outcome, when all that was begun inside it has ended. An error
   * marks the span as failed and is passed on.
   */
  inSpan<T>(name: string, work: (annotate: (values: Annotations) => void) => Promise<T>): Promise<T>;
  /** Makes every call of an AWS client a span of its own. */
  instrument<T extends InstrumentableClient>(client: T): T;
}

let current: Tracing | undefined;

/** Chooses the implementation. Called once, before any client is made. */
export function useTracing(tracing: Tracing): void {
  current = tracing;
}

/** The implementation that the function chose. */
export function currentTracing(): Tracing {
  if (current === undefined)
    throw new Error(
      "No tracing was chosen: create the function with lambda() or streamingLambda() before its clients.",
    );
  return current;
}

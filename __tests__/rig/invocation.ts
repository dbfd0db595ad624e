/** An event for a function, with what Lambda says beside it. */
export interface Invocation {
  readonly event: unknown;
  /** Default: a trace of its own that is not sampled. Empty: Lambda gave none. */
  readonly traceHeader?: string;
  /** Time that the function is told to have, after which it is stopped. Default: the timeout of its contract. */
  readonly timeoutMilliseconds?: number;
  /** Time beyond that, for a host that is too busy. Default: none. */
  readonly graceMilliseconds?: number;
}

/** An error as the runtime client reports it. */
export interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Lines of the stack trace; empty in some errors. */
  readonly trace: readonly string[];
}

/** A part of a response, with the time of its arrival (`performance.now`). */
export interface Chunk {
  readonly at: number;
  readonly bytes: Buffer;
}

/** What the function sent as its response, whole or until it broke off. */
export interface Sent {
  readonly chunks: readonly Chunk[];
  readonly body: string;
}

/** A response that came to its end. */
export interface InvocationResponse extends Sent {
  readonly kind: "response";
  readonly streamed: boolean;
  readonly contentType: string;
  /** What went wrong after the response had begun: the client sends it behind the body. */
  readonly failure: RuntimeError | undefined;
}

/** The handler failed, or (phase `init`) the function could not start. */
export interface InvocationError {
  readonly kind: "error";
  readonly phase: "init" | "invocation";
  readonly error: RuntimeError;
}

/** The process ended in the middle of the invocation. */
export interface InvocationExit extends Sent {
  readonly kind: "exit";
  readonly code: number | null;
  readonly signal: string | null;
}

/** The time was up, and the function was stopped. */
export interface InvocationTimeout extends Sent {
  readonly kind: "timeout";
}

/** How an invocation ended. */
export type Outcome = { readonly requestId: string } & (
  | InvocationResponse
  | InvocationError
  | InvocationExit
  | InvocationTimeout
);

/** An invocation came without the trace that Lambda gives to every invocation of a traced function. */
export class MissingTraceError extends Error {
  override readonly name = "MissingTraceError";
}

/** What is wrong, and what to do where tracing of a function is to be off. */
export function missingTrace(switchOff: string): MissingTraceError {
  return new MissingTraceError(
    `This invocation has no trace: _X_AMZN_TRACE_ID is missing or lacks a valid Root, Parent or Sampled. Turn on active tracing of the function, or ${switchOff}.`,
  );
}

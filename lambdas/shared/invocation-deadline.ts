import type { Context } from "aws-lambda";

/** Time that is kept for what ends an invocation: metrics, spans, the line in the log, the error that is thrown. */
const reservedMilliseconds = 1_000;

let deadline = Number.POSITIVE_INFINITY;

/** Notes until when the invocation may run. An execution environment has one invocation at a time. */
export function noteDeadline(context: Pick<Context, "getRemainingTimeInMillis">): void {
  deadline = Date.now() + context.getRemainingTimeInMillis();
}

/** Milliseconds that calls may still take, at least 0; infinite outside of an invocation. */
export function callMilliseconds(): number {
  return Math.max(0, deadline - Date.now() - reservedMilliseconds);
}

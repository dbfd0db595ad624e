import { HttpStatusError } from "../shared/http.ts";

/** How long a source is left alone that refuses further calls and does not say for how long. */
export const defaultWaitSeconds = 60;

/** Longer waits are cut to a day: a source whose answer is wrong is asked again then, and one that means it says so again. */
export const longestWaitSeconds = 86_400;

/**
 * Seconds for which a failed call asks that no other follows: 429 always does, 503 where it says for how long (RFC 6585,
 * section 4; RFC 9110, section 15.6.4). Undefined where it does not ask.
 */
export function requestedWait(error: unknown): number | undefined {
  if (!(error instanceof HttpStatusError)) return undefined;
  const { status, retryAfterSeconds } = error;
  const asks = status === 429 || (status === 503 && retryAfterSeconds !== undefined);
  return asks ? Math.min(retryAfterSeconds ?? defaultWaitSeconds, longestWaitSeconds) : undefined;
}

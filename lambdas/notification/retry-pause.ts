import { setTimeout as wait } from "node:timers/promises";
import { HttpStatusError } from "../shared/http.ts";
import { UnreachableError } from "./errors.ts";

/** Attempts at one mail within an invocation. */
const mostAttempts = 5;
const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 4_000;

/** Statuses that pass by themselves: too many requests, and failures of the service or on the way to it. */
const passingStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/**
 * Milliseconds to wait before a mail that failed is tried again: half a second after the first failure, twice as long
 * after each further one, at most four, of which a random half is left out; longer where the service asks for it.
 * Undefined where no other attempt is due, above all where the mail may be on its way.
 *
 * @param attempts how many failed so far, from 1.
 */
export function retryPause(error: unknown, attempts: number): number | undefined {
  const retryAfterSeconds = error instanceof HttpStatusError ? error.retryAfterSeconds : undefined;
  const isPassing = error instanceof HttpStatusError && passingStatuses.has(error.status);
  if (attempts >= mostAttempts || !(isPassing || error instanceof UnreachableError)) return undefined;
  const growing = Math.min(firstPauseMilliseconds * 2 ** (attempts - 1), longestPauseMilliseconds);
  return Math.max(growing * (0.5 + Math.random() / 2), (retryAfterSeconds ?? 0) * 1000);
}

export async function pause(milliseconds: number): Promise<void> {
  await wait(milliseconds);
}

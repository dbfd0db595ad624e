import { type CircuitBreaker, closedBreaker } from "./circuit-breaker.ts";
import type { FailedRun } from "./failed-runs.ts";

/** What runs tell those after them about one source. */
export interface SourceState {
  readonly breaker: CircuitBreaker;
  /** The source asked not to be called before: epoch milliseconds. */
  readonly notBefore: number | undefined;
  /** Runs in a row that it failed, oldest first. */
  readonly failedRuns: readonly FailedRun[];
  /** The ticker that was asked for last. */
  readonly lastTicker: string | undefined;
}

/** The state of a source of which nothing is known. */
export function unknownSource(now: number): SourceState {
  return { breaker: closedBreaker(now), notBefore: undefined, failedRuns: [], lastTicker: undefined };
}

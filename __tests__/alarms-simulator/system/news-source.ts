import {
  afterFailure,
  afterSuccess,
  type CircuitBreaker,
  closedBreaker,
  permission,
  whileProbing,
} from "../../../lambdas/ingestion/circuit-breaker.ts";
import { type FailedRun, failedRunsAfter } from "../../../lambdas/ingestion/failed-runs.ts";
import type { Random } from "./random.ts";

/** What a run of ingestion got of a source. */
export interface Fetched {
  readonly calls: number;
  readonly failed: number;
  readonly isCutOff: boolean;
  readonly failedRuns: number;
}

/** A source as runs see it, with the function's own circuit breaker. */
export interface Source {
  /** @param share of the calls that fail. */
  fetch(run: { readonly id: string; readonly at: number }, calls: number, share: number, random: Random): Fetched;
}

export function newsSource(): Source {
  let breaker: CircuitBreaker = closedBreaker(0);
  let failedRuns: readonly FailedRun[] = [];
  return {
    fetch({ id, at }, planned, share, random) {
      let [calls, failed] = [0, 0];
      for (; calls < planned; calls++) {
        const now = at + calls * 200;
        const permitted = permission(breaker, now);
        if (permitted === "wait") break;
        if (permitted === "probe") breaker = whileProbing(breaker, now);
        const fails = random.happens(share);
        if (fails) failed++;
        breaker = fails ? afterFailure(breaker, now) : afterSuccess(breaker, now);
      }
      const delivery = calls > failed ? "delivered" : "failed";
      failedRuns = failedRunsAfter(failedRuns, delivery, { runId: id, at });
      return { calls, failed, isCutOff: breaker.state !== "closed", failedRuns: failedRuns.length };
    },
  };
}

import type { NewsSource } from "../shared/sentiment/items.ts";
import { afterFailure, afterSuccess, type CircuitBreaker, permission, whileProbing } from "./circuit-breaker.ts";
import { CircuitOpenError, RetryAfterError } from "./errors.ts";
import { type Delivery, failedRunsAfter } from "./failed-runs.ts";
import { metrics } from "./runtime.ts";
import type { SourceState } from "./source-state.ts";
import { claimProbe, loadState, saveState } from "./stored-state.ts";

/** What runs know of one source, asked and told during one run. Its calls are made one after another. */
export interface GuardedSource {
  /** The ticker that was asked for last, in this run or before. */
  lastTicker(): string | undefined;
  /** Why the source is to be left alone now; undefined where it may be called, be it for a probe alone. */
  refusal(): Error | undefined;
  /** Whether the circuit breaker lets the next call through; it is made right away then, and its outcome is told. */
  mayCall(): Promise<boolean>;
  /** The next call is made; it is the last one that names this ticker. */
  asks(ticker: string): void;
  succeeded(): void;
  failed(): void;
  /** The source asked for no further call for a while. */
  mustWait(seconds: number): void;
  /**
   * Stores what was learnt, and reports whether the source is cut off or fails run after run. Never rejects.
   *
   * @returns runs in a row in which the source delivered nothing.
   */
  end(delivery: Delivery, runId: string): Promise<number>;
}

/** Loads what is known of a source. Never rejects: of one that cannot be loaded nothing is known. */
export async function guardSource(source: NewsSource, clock: () => number): Promise<GuardedSource> {
  let stored = await loadState(source, clock());
  const learn = (change: Partial<SourceState>) => {
    stored = { ...stored, state: { ...stored.state, ...change } };
  };
  const turn = (change: (breaker: CircuitBreaker, now: number) => CircuitBreaker) =>
    learn({ breaker: change(stored.state.breaker, clock()) });
  return {
    lastTicker: () => stored.state.lastTicker,
    refusal: () => refusalOf(source, stored.state, clock()),
    async mayCall() {
      const now = clock();
      const { state, replaces } = stored;
      const permitted = permission(state.breaker, now);
      if (permitted !== "probe") return permitted === "call";
      const probing = { ...state, breaker: whileProbing(state.breaker, now) };
      const claimed = await claimProbe(source, { state: probing, replaces }, now);
      if (claimed === undefined) return false;
      stored = claimed;
      return true;
    },
    asks: (ticker) => learn({ lastTicker: ticker }),
    succeeded: () => turn(afterSuccess),
    failed: () => turn(afterFailure),
    mustWait: (seconds) => learn({ notBefore: clock() + seconds * 1000 }),
    async end(delivery, runId) {
      learn({ failedRuns: failedRunsAfter(stored.state.failedRuns, delivery, { runId, at: clock() }) });
      // Also where nothing changed: that a state cannot be stored must show before the day it is needed.
      await saveState(source, stored, clock());
      metrics.CircuitBreakerOpen(stored.state.breaker.state === "closed" ? 0 : 1, { Source: source });
      metrics.ConsecutiveFailedRuns(stored.state.failedRuns.length, { Source: source });
      return stored.state.failedRuns.length;
    },
  };
}

function refusalOf(source: NewsSource, { breaker, notBefore }: SourceState, now: number): Error | undefined {
  if (notBefore !== undefined && now < notBefore) {
    return new RetryAfterError(`${source} asked for no call before ${new Date(notBefore).toISOString()}`);
  }
  if (permission(breaker, now) !== "wait") return undefined;
  return new CircuitOpenError(`${source} failed too often and is left alone`);
}

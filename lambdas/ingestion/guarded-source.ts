import type { NewsSource } from "../shared/sentiment/items.ts";
import { afterFailure, afterSuccess, permission, whileProbing } from "./circuit-breaker.ts";
import { metrics } from "./runtime.ts";
import { claimProbe, loadBreaker, saveBreaker } from "./stored-breaker.ts";

/** Asks and tells the circuit breaker of one source during one run. Its calls are made one after another. */
export interface GuardedSource {
  /** Whether the next call may be made; it is made right away then, and its outcome is told. */
  mayCall(): Promise<boolean>;
  succeeded(): void;
  failed(): void;
  /** Stores what was learnt, and reports whether the source is cut off. Never rejects. */
  end(): Promise<void>;
}

/** Loads the circuit breaker of a source. Never rejects: one that cannot be loaded counts as closed. */
export async function guardSource(source: NewsSource, clock: () => number): Promise<GuardedSource> {
  let stored = await loadBreaker(source, clock());
  return {
    async mayCall() {
      const now = clock();
      const permitted = permission(stored.breaker, now);
      if (permitted !== "probe") return permitted === "call";
      const claimed = await claimProbe(source, { ...stored, breaker: whileProbing(stored.breaker, now) }, now);
      if (claimed === undefined) return false;
      stored = claimed;
      return true;
    },
    succeeded() {
      stored = { ...stored, breaker: afterSuccess(stored.breaker, clock()) };
    },
    failed() {
      stored = { ...stored, breaker: afterFailure(stored.breaker, clock()) };
    },
    async end() {
      // Also where nothing changed: that a breaker cannot be stored must show before the day it is needed.
      await saveBreaker(source, stored, clock());
      metrics.CircuitBreakerOpen(stored.breaker.state === "closed" ? 0 : 1, { Source: source });
    },
  };
}

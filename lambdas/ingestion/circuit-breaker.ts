/**
 * When a source may be called. `closed`: as usual. `open`: not at all, after too many failures in a row. `half_open`: one
 * call is under way to find out whether the source has recovered.
 */
export interface CircuitBreaker {
  readonly state: "closed" | "open" | "half_open";
  /** When the state began: epoch milliseconds. */
  readonly since: number;
  /** Failures without a success in between, oldest first: the last five of the failure window, epoch milliseconds. */
  readonly failedAt: readonly number[];
}

/** What a caller may do: call, call once to find out, or leave it. */
export type Permission = "call" | "probe" | "wait";

/** Failures in a row, within the failure window, that open a breaker. */
export const failureThreshold = 5;

/**
 * Six runs of five minutes: a source that is called once a run has to be able to fail five times. What failed before and never
 * since is forgotten.
 */
export const failureWindowMilliseconds = 1_800_000;

/** How long an open breaker stays open before it lets one call through. */
export const recoveryMilliseconds = 60_000;

/** After this long nobody is probing any more: an invocation ends within 60 seconds. */
export const longestProbeMilliseconds = 60_000;

/** A breaker of which nothing is known. */
export function closedBreaker(now: number): CircuitBreaker {
  return { state: "closed", since: now, failedAt: [] };
}

export function permission({ state, since }: CircuitBreaker, now: number): Permission {
  if (state === "closed") return "call";
  const rest = state === "open" ? recoveryMilliseconds : longestProbeMilliseconds;
  return now - since >= rest ? "probe" : "wait";
}

/** The breaker while its one probe is under way. */
export function whileProbing(breaker: CircuitBreaker, now: number): CircuitBreaker {
  return { ...breaker, state: "half_open", since: now };
}

/** A success ends every row of failures, and a probe. */
export function afterSuccess(breaker: CircuitBreaker, now: number): CircuitBreaker {
  if (breaker.state === "open") return breaker;
  return { state: "closed", since: breaker.state === "closed" ? breaker.since : now, failedAt: [] };
}

/** A failed probe opens the breaker again; while closed, the failure that completes the row opens it. */
export function afterFailure(breaker: CircuitBreaker, now: number): CircuitBreaker {
  if (breaker.state === "open") return breaker;
  const recent = breaker.failedAt.filter((time) => now - time <= failureWindowMilliseconds);
  const failedAt = [...recent, now].slice(-failureThreshold);
  const opens = breaker.state === "half_open" || failedAt.length >= failureThreshold;
  return opens ? { state: "open", since: now, failedAt } : { ...breaker, failedAt };
}

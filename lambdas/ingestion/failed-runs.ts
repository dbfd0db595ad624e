/** A run in which a source failed and delivered nothing. */
export interface FailedRun {
  /** Identity of the invocation; the platform's retries of it carry the same. */
  readonly runId: string;
  /** When it ended: epoch milliseconds. */
  readonly at: number;
}

/**
 * What a run got of a source. `delivered`: it answered a call. `failed`: it was to be called and answered none. `not asked`:
 * nothing was learnt about it.
 */
export type Delivery = "delivered" | "failed" | "not asked";

export const failedRunWindowMilliseconds = 900_000;

/**
 * Runs of the last 15 minutes that failed without a success in between, oldest first. An attempt that the platform makes
 * again is the same run.
 */
export function failedRunsAfter(
  earlier: readonly FailedRun[],
  delivery: Delivery,
  run: FailedRun,
): readonly FailedRun[] {
  if (delivery === "delivered") return [];
  const recent = earlier.filter(({ at }) => run.at - at <= failedRunWindowMilliseconds);
  if (delivery === "not asked" || recent.some(({ runId }) => runId === run.runId)) return recent;
  return [...recent, run];
}

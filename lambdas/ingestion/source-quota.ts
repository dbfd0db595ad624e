import type { NewsSource } from "../shared/sentiment/items.ts";
import type { UserRowKey } from "../shared/sentiment/user-rows.ts";

/**
 * Key of what was used of a source's quota in one period. The next period has a row of its own, so that nothing is ever set
 * back.
 *
 * @param period start of an ISO 8601 time in UTC, as long as the period is: `2026-01`, `2026-01-05T12:00`
 */
export function quotaKey(source: NewsSource, period: string): UserRowKey {
  return { PK: `QUOTA#${source}`, SK: period };
}

export const quotaEntityType = "SOURCE_QUOTA";

/** Used share of a limit, in whole percent, rounded down. */
export function usedPercent(used: number, limit: number): number {
  return Math.floor((100 * used) / limit);
}

/**
 * Which tickers a limit on distinct symbols allows: all that are counted already, and as many further ones as are left,
 * the first first.
 */
export function withinLimit(tickers: readonly string[], counted: ReadonlySet<string>, limit: number) {
  const left = Math.max(0, limit - counted.size);
  const added = tickers.filter((ticker) => !counted.has(ticker)).slice(0, left);
  const allowed = new Set([...counted, ...added]);
  return { admitted: tickers.filter((ticker) => allowed.has(ticker)), added };
}

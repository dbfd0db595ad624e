import type { NewsSource } from "./items.ts";

/** The message that says that new stories were stored: one per run of ingestion that stored any. */
export interface NewItemsNotice {
  readonly item_count: number;
  /** Sources that told at least one of them. */
  readonly sources: readonly NewsSource[];
  /** Tickers that at least one of them is about: upper case, each once, sorted. */
  readonly tickers: readonly string[];
  /** `ingested_at` of all of them: ISO 8601, UTC, milliseconds. */
  readonly ingested_at: string;
}

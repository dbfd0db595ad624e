import { UnreadRowsError } from "../shared/aws/dynamodb.ts";
import { isPassing } from "../shared/aws/passing-errors.ts";
import { chunks } from "../shared/chunks.ts";
import type { AnalysisRequest } from "../shared/sentiment/items.ts";
import { resolutionNames } from "../shared/sentiment/resolutions.ts";
import { bucketsOf } from "./buckets.ts";
import { ContentionError } from "./errors.ts";
import { type ItemState, readItemState, type StampedScore } from "./item-state.ts";
import { failurePath, traced } from "./runtime.ts";
import { type Storing, storeNextPart } from "./store-part.ts";

/** Writes that one transaction takes beside that of the item (Amazon DynamoDB API reference, TransactWriteItems). */
const bucketsPerTransaction = 99;

/** Tickers whose buckets one transaction takes. */
export const tickersPerTransaction = Math.floor(bucketsPerTransaction / resolutionNames.length);

/** What became of a score: it is in item and buckets now, the item had one before, or some tickers still lack it. */
export type StoreOutcome = { readonly stored: StampedScore } | "duplicate" | "unfinished";

/**
 * Writes a score into its item and into the buckets of all its tickers, exactly once however often it is called.
 *
 * Item and buckets change in one transaction. An article with more tickers than one takes is written in parts, by
 * ticker: each transaction also counts its part in the item, under the condition that all parts before it and none
 * after it are counted. A later call goes on where an earlier one stopped, with the earlier one's score.
 *
 * @param tickers each once, in an order that is always the same.
 * @param timeLeft milliseconds that storing may still take.
 * @throws MissingItemError; ContentionError and what DynamoDB refuses where no part is stored yet, or where waiting
 *   does not help.
 */
export function storeScore(
  request: AnalysisRequest,
  tickers: readonly string[],
  fresh: StampedScore,
  timeLeft: () => number,
): Promise<StoreOutcome> {
  return traced("update_item_with_sentiment", async (annotate) => {
    const parts = tickers.length === 0 ? [[]] : chunks(tickers, tickersPerTransaction);
    const tally = { bucketCount: 0, attemptCount: 0 };
    const storing: Storing = { request, fresh, parts, timeLeft, tally };
    let isDuplicate = false;
    try {
      const before = await readItemState(request);
      const begun = before.isPending && before.parts === 0 ? await storeNextPart(storing, before) : before;
      const after = begun.isPending ? await storeLaterParts(storing, begun) : begun;
      if (after === "unfinished") return after;
      // Whoever finishes an item knows its score; nothing but that it is finished is read of others' work.
      isDuplicate = after.score === undefined;
      return after.score === undefined ? "duplicate" : { stored: after.score };
    } finally {
      annotate({ bucket_count: tally.bucketCount, attempt_count: tally.attemptCount, is_duplicate: isDuplicate });
    }
  });
}

/**
 * Stores what is left of a score of which some parts are stored. Where it cannot for now, the item goes on waiting with
 * what is done, and is asked for again as every item that waits.
 */
function storeLaterParts(storing: Storing, before: ItemState): Promise<ItemState | "unfinished"> {
  return failurePath<"fanout_partial_write", ItemState | "unfinished">(
    "fanout_partial_write",
    unfinished,
    async (annotate) => {
      let state = before;
      try {
        while (state.isPending) state = await storeNextPart(storing, state);
        annotate({ bucket_count: storing.tally.bucketCount });
        return state;
      } catch (error) {
        const missing = storing.parts.slice(state.parts).flat();
        const places = bucketsOf(storing.request, missing, Date.now());
        annotate({
          unprocessed_count: places.length,
          ticker: missing[0] ?? "",
          failed_buckets: [...new Set(places.map(({ resolution }) => resolution))].join(","),
          bucket_count: storing.tally.bucketCount,
        });
        throw error;
      }
    },
  );
}

/** What no wait can overcome is recorded as well, and fails the invocation, so that somebody looks. */
function unfinished(error: unknown): "unfinished" {
  if (error instanceof ContentionError || error instanceof UnreadRowsError || isPassing(error)) return "unfinished";
  throw error;
}

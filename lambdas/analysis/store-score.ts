import { batchGet, cancellationCodes, transactWrite } from "../shared/aws/dynamodb.ts";
import { backOff } from "../shared/back-off.ts";
import { chunks } from "../shared/chunks.ts";
import type { AnalysisRequest } from "../shared/sentiment/items.ts";
import { resolutionNames } from "../shared/sentiment/resolutions.ts";
import {
  type BucketPlace,
  type BucketState,
  bucketStateAttributes,
  bucketsOf,
  bucketUpdate,
  readBucketState,
} from "./buckets.ts";
import { ContentionError } from "./errors.ts";
import { advanceItem, finishItem, readItemState, type StampedScore } from "./item-state.ts";
import { configuration, traced } from "./runtime.ts";

/** Writes that one transaction takes beside that of the item (Amazon DynamoDB API reference, TransactWriteItems). */
const bucketsPerTransaction = 99;

/** Tickers whose buckets one transaction takes. */
export const tickersPerTransaction = Math.floor(bucketsPerTransaction / resolutionNames.length);

/** Reasons of a cancelled transaction that a new attempt can overcome. */
const passingReasons: ReadonlySet<string> = new Set([
  "None",
  "ConditionalCheckFailed",
  "ProvisionedThroughputExceeded",
  "ThrottlingError",
  "TransactionConflict",
]);

/**
 * Writes a score into its item and into the buckets of all its tickers, exactly once however often it is called.
 *
 * Item and buckets change in one transaction, whose conditions say that nothing changed since they were read; where
 * something did, all is read and computed again. An article with more tickers than one transaction takes is written
 * in parts, by ticker: each transaction also counts its part in the item, under the condition that all parts before
 * it and none after it are counted. A later call goes on where an earlier one stopped, with the earlier one's score.
 *
 * @param timeLeft milliseconds that storing may still take.
 * @returns the score that is stored now; undefined where the item was analyzed before.
 * @throws MissingItemError, ContentionError, and what DynamoDB refuses for other reasons.
 */
export function storeScore(
  request: AnalysisRequest,
  fresh: StampedScore,
  timeLeft: () => number,
): Promise<StampedScore | undefined> {
  return traced("update_item_with_sentiment", async (annotate) => {
    const tickers = [...new Set(request.matched_tickers)].sort();
    const parts = tickers.length === 0 ? [[]] : chunks(tickers, tickersPerTransaction);
    let bucketCount = 0;
    let attempts = 0;
    let failures = 0;
    for (;;) {
      const { isPending, parts: done, score = fresh } = await readItemState(request);
      const isLast = done + 1 >= parts.length;
      attempts += 1;
      annotate({ bucket_count: bucketCount, attempt_count: attempts, is_duplicate: !isPending });
      if (!isPending) return undefined;
      const buckets = bucketsOf(request, parts[done] ?? [], Date.now());
      const states = await readBuckets(buckets);
      const updates = buckets.map((bucket) => bucketUpdate(bucket, request, score, states.get(keyOf(bucket))));
      const item = isLast ? finishItem(request, score, done, new Date()) : advanceItem(request, score, done);
      try {
        await transactWrite([item, ...updates]);
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (timeLeft() <= 0) throw new ContentionError(`Not stored in ${attempts} attempts`, { cause: error });
        failures += 1;
        await backOff(failures);
        continue;
      }
      bucketCount += buckets.length;
      annotate({ bucket_count: bucketCount });
      if (isLast) return score;
    }
  });
}

function isPassing(error: unknown): boolean {
  const codes = cancellationCodes(error);
  return codes.length > 0 && codes.every((code) => passingReasons.has(code));
}

async function readBuckets(buckets: readonly BucketPlace[]): Promise<ReadonlyMap<string, BucketState>> {
  const rows = await batchGet(configuration.TIMESERIES_TABLE, {
    Keys: buckets.map(({ PK, SK }) => ({ PK, SK })),
    ConsistentRead: true,
    ProjectionExpression: bucketStateAttributes.map((name) => `#${name}`).join(", "),
    ExpressionAttributeNames: Object.fromEntries(bucketStateAttributes.map((name) => [`#${name}`, name])),
  });
  return new Map(rows.map(readBucketState).map((state) => [keyOf(state), state]));
}

function keyOf({ PK, SK }: { readonly PK: string; readonly SK: string }): string {
  return `${PK} ${SK}`;
}

import { batchGet, cancellationCodes, transactWrite } from "../shared/aws/dynamodb.ts";
import { backOff } from "../shared/back-off.ts";
import type { AnalysisRequest } from "../shared/sentiment/items.ts";
import {
  type BucketPlace,
  type BucketState,
  bucketStateAttributes,
  bucketsOf,
  bucketUpdate,
  readBucketState,
} from "./buckets.ts";
import { ContentionError } from "./errors.ts";
import { advanceItem, finishItem, type ItemState, readItemState, type StampedScore } from "./item-state.ts";
import { configuration } from "./runtime.ts";

/** A score on its way into the tables. */
export interface Storing {
  readonly request: AnalysisRequest;
  /** The score, unless parts are stored already: then all others get theirs. */
  readonly fresh: StampedScore;
  /** Tickers of each part; one part without tickers where there are none. */
  readonly parts: readonly (readonly string[])[];
  /** Milliseconds that storing may still take. */
  readonly timeLeft: () => number;
  /** What was done so far. */
  readonly tally: { bucketCount: number; attemptCount: number };
}

/** Reasons of a cancelled transaction that a new attempt can overcome. */
const passingReasons: ReadonlySet<string> = new Set([
  "None",
  "ConditionalCheckFailed",
  "ProvisionedThroughputExceeded",
  "ThrottlingError",
  "TransactionConflict",
]);

/**
 * Stores the next part of a score in one transaction, whose conditions say that nothing changed since item and buckets
 * were read. Where something did, all is read and computed again.
 *
 * @param before a state in which the item waits.
 * @returns how far the item is now, whoever brought it there.
 * @throws ContentionError, MissingItemError, and what DynamoDB refuses for other reasons.
 */
export async function storeNextPart(storing: Storing, before: ItemState): Promise<ItemState> {
  const { request, timeLeft, tally } = storing;
  for (let failures = 1; ; failures++) {
    try {
      return await attempt(storing, before);
    } catch (error) {
      if (!isContention(error)) throw error;
      if (timeLeft() <= 0) throw new ContentionError(`Not stored in ${tally.attemptCount} attempts`, { cause: error });
    }
    await backOff(failures);
    const now = await readItemState(request);
    if (!now.isPending || now.parts > before.parts) return now;
  }
}

async function attempt({ request, fresh, parts, tally }: Storing, before: ItemState): Promise<ItemState> {
  const { parts: done, score = fresh } = before;
  const isLast = done + 1 >= parts.length;
  const buckets = bucketsOf(request, parts[done] ?? [], Date.now());
  tally.attemptCount += 1;
  const states = await readBuckets(buckets);
  const updates = buckets.map((bucket) => bucketUpdate(bucket, request, score, states.get(keyOf(bucket))));
  const item = isLast ? finishItem(request, score, done, new Date()) : advanceItem(request, score, done);
  await transactWrite([item, ...updates]);
  tally.bucketCount += buckets.length;
  return { isPending: !isLast, parts: done + 1, score };
}

function isContention(error: unknown): boolean {
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

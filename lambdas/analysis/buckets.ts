import * as z from "zod/mini";
import type { TransactionEntry } from "../shared/aws/dynamodb.ts";
import { type SentimentLabel, sentimentLabels } from "../shared/sentiment/items.ts";
import {
  bucketExpiry,
  bucketPartition,
  bucketStart,
  type Resolution,
  resolutionNames,
} from "../shared/sentiment/resolutions.ts";
import { configuration } from "./runtime.ts";
import type { Score } from "./scorer.ts";

/** Where a story stands in time, and which it is. */
export interface StoryInTime {
  readonly source_id: string;
  /** Publication time: ISO 8601, UTC, milliseconds. */
  readonly timestamp: string;
}

/** Identity of a bucket, and when it expires (epoch seconds). */
export interface BucketPlace {
  readonly PK: string;
  readonly SK: string;
  readonly resolution: Resolution;
  readonly ttl: number;
}

/** What a new score needs to know of the bucket that it is added to. `sum` is not among it: the table adds it. */
const bucketState = z.object({
  PK: z.string(),
  SK: z.string(),
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  count: z.number(),
  label_counts: z.record(z.enum(sentimentLabels), z.number()),
  first_story: z.string(),
  last_story: z.string(),
});

export type BucketState = z.infer<typeof bucketState>;

/** Attributes that `readBucketState` needs, for a projection. */
export const bucketStateAttributes = Object.keys(bucketState.shape);

export function readBucketState(row: unknown): BucketState {
  return bucketState.parse(row);
}

/** The buckets of some tickers that a story falls into, without those that expired before `now` (epoch milliseconds). */
export function bucketsOf({ timestamp }: StoryInTime, tickers: readonly string[], now: number): readonly BucketPlace[] {
  const published = Date.parse(timestamp);
  return tickers.flatMap((ticker) =>
    resolutionNames.flatMap((resolution) => {
      const start = bucketStart(published, resolution);
      const ttl = bucketExpiry(start, resolution);
      if (ttl * 1000 <= now) return [];
      return [{ PK: bucketPartition(ticker, resolution), SK: new Date(start).toISOString(), resolution, ttl }];
    }),
  );
}

/**
 * The update that adds a score to a bucket as it was read (`before`; undefined: there is none yet).
 *
 * DynamoDB has no greater-of, so open, high, low and close come from what was read, and the condition makes sure that
 * it still holds: every score raises `count` by one and nothing lowers it, so `count` is the bucket's version. `open`
 * and `close` go by the order of publication, which `first_story` and `last_story` keep (time, then id); a bucket is
 * therefore the same in whichever order its stories are scored.
 */
export function bucketUpdate(
  { PK, SK, ttl }: BucketPlace,
  story: StoryInTime,
  { label, polarity }: Score,
  before: BucketState | undefined,
): TransactionEntry {
  const place = `${story.timestamp}#${story.source_id}`;
  const isFirst = before === undefined || place < before.first_story;
  const isLast = before === undefined || place > before.last_story;
  const values = {
    open: isFirst ? polarity : before.open,
    high: Math.max(polarity, before?.high ?? polarity),
    low: Math.min(polarity, before?.low ?? polarity),
    close: isLast ? polarity : before.close,
    first_story: isFirst ? place : before.first_story,
    last_story: isLast ? place : before.last_story,
    label_counts: withOneMore(before?.label_counts, label),
    ttl,
  };
  const assignments = Object.keys(values).map((name) => `#${name} = :${name}`);
  const names = [...Object.keys(values), "count", "sum", ...(before === undefined ? ["PK"] : [])];
  return {
    Update: {
      TableName: configuration.TIMESERIES_TABLE,
      Key: { PK, SK },
      UpdateExpression: `SET ${assignments.join(", ")} ADD #count :one, #sum :polarity`,
      ConditionExpression: before === undefined ? "attribute_not_exists(#PK)" : "#count = :count",
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
        ":one": 1,
        ":polarity": polarity,
        ...(before === undefined ? {} : { ":count": before.count }),
      },
    },
  };
}

function withOneMore(counts: BucketState["label_counts"] | undefined, label: SentimentLabel): Record<string, number> {
  const before: Partial<Record<SentimentLabel, number>> = counts ?? {};
  return Object.fromEntries(
    sentimentLabels.map((each) => [each, (before[each] ?? 0) + (each === label ? 1 : 0)] as const),
  );
}

import * as z from "zod/mini";
import { sentimentLabels } from "../../shared/sentiment/items.ts";
import { type Resolution, resolutionNames, resolutions } from "../../shared/sentiment/resolutions.ts";
import { encodeCursor } from "../http/cursor.ts";
import { means } from "../http/meaning.ts";
import { moment, polarity } from "../http/parameters.ts";
import type { BodyOf } from "../http/route.ts";
import { type BucketRow, type Range, readNewestBuckets } from "./buckets.ts";

const bucketFields = {
  ticker: z.string(),
  resolution: z.enum(resolutionNames),
  timestamp: means(moment, "Start of the bucket."),
  open: means(polarity, "Polarity of the first article."),
  high: polarity,
  low: polarity,
  close: means(polarity, "Polarity of the last article."),
  count: means(z.int().check(z.gte(1)), "Articles."),
  avg: means(polarity, "Average polarity."),
  label_counts: means(z.partialRecord(z.enum(sentimentLabels), z.int()), "Articles by label; those that occur."),
  is_partial: means(z.boolean(), "Whether it still changes."),
};

const bucket = z.strictObject(bucketFields);
export type Bucket = BodyOf<typeof bucket>;

const partialBucket = z.strictObject({
  ...bucketFields,
  progress_pct: means(z.number().check(z.gte(0), z.lte(100)), "Elapsed share of its time, in percent."),
  next_update_at: means(moment, "When it is complete."),
});
type PartialBucket = BodyOf<typeof partialBucket>;

/** A page of a ticker's buckets. Pages go back in time. */
export const timeSeries = z.strictObject({
  ticker: z.string(),
  resolution: z.enum(resolutionNames),
  buckets: means(z.array(bucket), "Complete buckets, oldest first. Hours without articles have none."),
  partial_bucket: means(
    z.nullable(partialBucket),
    "The bucket of this moment; null where it is empty or outside of the page.",
  ),
  query_time_ms: z.int(),
  next_cursor: means(z.nullable(z.string()), "Gives the page before this one in time; null where nothing is older."),
  has_more: z.boolean(),
});
export type TimeSeries = BodyOf<typeof timeSeries>;

/** Reads the newest page of a range; nothing beyond `now` (epoch milliseconds) is read. */
export async function readTimeSeries(
  ticker: string,
  resolution: Resolution,
  { start, end }: Range,
  limit: number,
  now: number,
): Promise<TimeSeries> {
  const started = performance.now();
  const range = { start, end: Math.min(end, now + 1) };
  const { buckets: rows, hasMore } = await readNewestBuckets(ticker, resolution, range, limit);
  const buckets = rows.map((row) => bucketOf(ticker, resolution, row, now)).reverse();
  const newest = buckets.at(-1);
  const oldest = buckets[0];
  return {
    ticker,
    resolution,
    buckets: buckets.filter(({ is_partial }) => !is_partial),
    partial_bucket: newest?.is_partial ? withProgress(newest, now) : null,
    query_time_ms: Math.round(performance.now() - started),
    next_cursor: hasMore && oldest !== undefined ? encodeCursor([oldest.timestamp]) : null,
    has_more: hasMore,
  };
}

function bucketOf(ticker: string, resolution: Resolution, row: BucketRow, now: number): Bucket {
  const { SK, open, high, low, close, sum, count, label_counts } = row;
  return {
    ticker,
    resolution,
    timestamp: SK,
    open,
    high,
    low,
    close,
    count,
    avg: sum / count,
    label_counts,
    is_partial: endOf(SK, resolution) > now,
  };
}

function withProgress(bucket: Bucket, now: number): PartialBucket {
  const width = resolutions[bucket.resolution].seconds * 1000;
  return {
    ...bucket,
    progress_pct: ((now - Date.parse(bucket.timestamp)) / width) * 100,
    next_update_at: new Date(endOf(bucket.timestamp, bucket.resolution)).toISOString(),
  };
}

function endOf(start: string, resolution: Resolution): number {
  return Date.parse(start) + resolutions[resolution].seconds * 1000;
}

import { type Resolution, resolutions } from "../../shared/sentiment/resolutions.ts";
import { encodeCursor } from "../http/cursor.ts";
import { type BucketRow, type Range, readNewestBuckets } from "./buckets.ts";

/** A page of a ticker's buckets, oldest first. Pages go back in time. */
export interface TimeSeries {
  readonly ticker: string;
  readonly resolution: Resolution;
  /** Complete buckets. */
  readonly buckets: readonly Bucket[];
  /** The bucket of this moment, which still changes; null where it is empty or outside of the page. */
  readonly partial_bucket: PartialBucket | null;
  readonly query_time_ms: number;
  /** Gives the page before this one; null where nothing is older. */
  readonly next_cursor: string | null;
  readonly has_more: boolean;
}

export interface Bucket {
  readonly ticker: string;
  readonly resolution: Resolution;
  /** Start of the bucket: ISO 8601, UTC, milliseconds. */
  readonly timestamp: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly count: number;
  readonly avg: number;
  readonly label_counts: BucketRow["label_counts"];
  readonly is_partial: boolean;
}

export interface PartialBucket extends Bucket {
  /** Elapsed share of the bucket's time, 0 to 100. */
  readonly progress_pct: number;
  /** When the bucket is complete: ISO 8601, UTC, milliseconds. */
  readonly next_update_at: string;
}

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

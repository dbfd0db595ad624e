import { bucketStart } from "../shared/sentiment/resolutions.ts";
import type { Bucket, SentimentCounts } from "../shared/sentiment/stream-events.ts";
import type { Series } from "./buckets.ts";
import type { StreamEvent } from "./events.ts";
import { countSentiment, ofTickers, type RecentItem, type RecentItems } from "./recent-items.ts";
import { sentimentUpdates } from "./sentiment-updates.ts";
import type { Subject } from "./subject.ts";

/** What one look at the tables saw. */
export interface Reading {
  /** When it began, epoch milliseconds. */
  readonly instant: number;
  readonly recent: RecentItems;
  readonly series: readonly (Series & { readonly buckets: readonly Bucket[] })[];
}

/** Turns readings into the events that one stream has not sent yet. */
export interface Changes {
  since(reading: Reading): readonly StreamEvent[];
}

/**
 * What one stream has told its reader. The first reading gives a complete snapshot; where the reader already knows what
 * was stored up to `resumeFrom` (epoch milliseconds), it gives only what may have changed after that.
 */
export function trackChanges(subject: Subject, resumeFrom: number | undefined): Changes {
  const told = new Map<string, string>();
  const seen = new Set<string>();
  let isFirst = true;
  let assumed = new Set<string>();
  return {
    since(reading) {
      const items = ofTickers(reading.recent.items, subject.tickers);
      const unseen = items.filter(({ source_id }) => !seen.has(source_id));
      // Scores of a first look have waited for this reader, not for this function.
      const fresh = isFirst ? [] : unseen;
      const missed = isFirst && resumeFrom !== undefined ? unseen.filter(isScoredAfter(resumeFrom)) : [];
      if (isFirst && resumeFrom !== undefined) assumed = assumeTold(told, reading, items, resumeFrom);
      isFirst = false;
      for (const { source_id } of unseen) seen.add(source_id);
      const isNews = (key: string, state: unknown, isDoubtful: boolean) => {
        const text = JSON.stringify(state);
        if (told.get(key) === text && !(isDoubtful && assumed.delete(key))) return false;
        told.set(key, text);
        return true;
      };
      return [
        ...metricsEvents(reading, items, fresh, isNews),
        ...sentimentUpdates(subject, { fresh, missed }, isoTime(reading.instant)),
        ...bucketEvents(reading, fresh, isNews),
      ];
    },
  };
}

/** Whether a state has to be told. `isDoubtful`: an assumption that the reader knows it may have been wrong. */
type IsNews = (key: string, state: unknown, isDoubtful: boolean) => boolean;

const countsKey = "counts";

/** The part of the counts whose change is news: the rates change by the passing of time alone. */
function substance({ total, positive, neutral, negative, by_tag }: SentimentCounts) {
  return [total, positive, neutral, negative, by_tag];
}

function bucketKey({ ticker, resolution }: Series, { start }: Bucket): string {
  return `${ticker} ${resolution} ${start}`;
}

function metricsEvents(
  { instant, recent }: Reading,
  items: readonly RecentItem[],
  fresh: readonly RecentItem[],
  isNews: IsNews,
): readonly StreamEvent[] {
  const counts = countSentiment(items, instant, recent.isTruncated);
  if (!isNews(countsKey, substance(counts), false)) return [];
  return [{ type: "metrics", data: { ...counts, ...origin(fresh), timestamp: isoTime(instant) } }];
}

function bucketEvents(
  { instant, recent, series }: Reading,
  fresh: readonly RecentItem[],
  isNews: IsNews,
): readonly StreamEvent[] {
  return series.flatMap(({ buckets, ...one }) =>
    buckets.flatMap((bucket) => {
      const shown = fresh.filter(isIn(one, bucket));
      // The index shows an article later than the bucket that it changed: the assumption may have come too early.
      const isDoubtful = shown.length > 0 || !isComplete(recent, bucket);
      if (!isNews(bucketKey(one, bucket), bucket, isDoubtful)) return [];
      return [
        { type: "bucket_update", data: { ...one, bucket, ...origin(shown), timestamp: isoTime(instant) } } as const,
      ];
    }),
  );
}

/**
 * Fills in what a reader knows that saw everything up to `instant`, epoch milliseconds.
 *
 * @returns keys of the buckets that are taken as known.
 */
function assumeTold(
  told: Map<string, string>,
  { recent, series }: Reading,
  items: readonly RecentItem[],
  instant: number,
): Set<string> {
  const isScoredSince = isScoredAfter(instant);
  const known = items.filter((item) => !isScoredSince(item));
  told.set(countsKey, JSON.stringify(substance(countSentiment(known, instant, recent.isTruncated))));
  const scoredSince = items.filter(isScoredSince);
  const assumed = new Set<string>();
  for (const { buckets, ...one } of series) {
    for (const bucket of buckets) {
      // A bucket changes only when an article in it is scored, so it is unchanged where all its articles were looked at.
      if (!isComplete(recent, bucket) || scoredSince.some(isIn(one, bucket))) continue;
      const key = bucketKey(one, bucket);
      told.set(key, JSON.stringify(bucket));
      assumed.add(key);
    }
  }
  return assumed;
}

/** Whether every article of a bucket that the index knows was looked at. */
function isComplete({ completeSince }: RecentItems, { start }: Bucket): boolean {
  return Date.parse(start) > completeSince;
}

function isIn({ ticker, resolution }: Series, { start }: Bucket): (item: RecentItem) => boolean {
  return ({ matched_tickers, timestamp }) =>
    matched_tickers.includes(ticker) && bucketStart(Date.parse(timestamp), resolution) === Date.parse(start);
}

function isScoredAfter(instant: number): (item: RecentItem) => boolean {
  return ({ analyzed_at }) => Date.parse(analyzed_at) > instant;
}

function origin(fresh: readonly RecentItem[]): { readonly origin_timestamp?: string } {
  const [oldest] = fresh.map(({ analyzed_at }) => analyzed_at).sort();
  return oldest === undefined ? {} : { origin_timestamp: oldest };
}

function isoTime(instant: number): string {
  return new Date(instant).toISOString();
}

import * as z from "zod/mini";
import { bucketStart, type Resolution, resolutions } from "../../shared/sentiment/resolutions.ts";
import { means } from "../http/meaning.ts";
import { moment, polarity } from "../http/parameters.ts";
import type { BodyOf } from "../http/route.ts";
import { readAllBuckets } from "./buckets.ts";

/** Intervals of a trend, and the buckets that each is made of. All are kept for longer than a trend reaches back. */
export const trendIntervals = { "1h": "1h", "6h": "6h", "1d": "24h" } as const satisfies Readonly<
  Record<string, Resolution>
>;

export type TrendInterval = keyof typeof trendIntervals;

const trendPoint = z.strictObject({
  timestamp: means(moment, "Begin of the interval."),
  sentiment: means(z.nullable(polarity), "Average polarity; null where there are no articles."),
  count: means(z.int(), "Articles."),
});
type TrendPoint = BodyOf<typeof trendPoint>;

export const trendsOfTickers = means(
  z.record(z.string(), z.array(trendPoint)),
  "Every interval of the range, oldest first, of each ticker. The last one still changes.",
);

/**
 * Average sentiment per interval, over the intervals that end with the one of `now` (epoch milliseconds) and have the
 * range's length together. One query per ticker.
 */
export async function readTrends(
  tickers: readonly string[],
  interval: TrendInterval,
  rangeMilliseconds: number,
  now: number,
): Promise<BodyOf<typeof trendsOfTickers>> {
  const resolution = trendIntervals[interval];
  const width = resolutions[resolution].seconds * 1000;
  const end = bucketStart(now, resolution) + width;
  const start = end - Math.ceil(rangeMilliseconds / width) * width;
  const starts = Array.from({ length: (end - start) / width }, (_, index) => start + index * width);
  const trends = tickers.map(async (ticker) => {
    const buckets = await readAllBuckets(ticker, resolution, { start, end });
    const byStart = new Map(buckets.map((bucket) => [bucket.SK, bucket]));
    const points = starts.map((each): TrendPoint => {
      const timestamp = new Date(each).toISOString();
      const { sum = 0, count = 0 } = byStart.get(timestamp) ?? {};
      return { timestamp, sentiment: count === 0 ? null : sum / count, count };
    });
    return [ticker, points] as const;
  });
  return Object.fromEntries(await Promise.all(trends));
}

import * as z from "zod/mini";
import { type SentimentLabel, sentimentLabels } from "../../shared/sentiment/items.ts";
import { bucketStart, type Resolution, resolutionNames, resolutions } from "../../shared/sentiment/resolutions.ts";
import { means } from "../http/meaning.ts";
import { moment, share } from "../http/parameters.ts";
import type { BodyOf } from "../http/route.ts";
import { type BucketRow, type Range, readAllBuckets } from "./buckets.ts";

const trends = ["improving", "declining", "stable"] as const;
type Trend = (typeof trends)[number];

function byLabel<S extends z.core.$ZodType>(value: S) {
  return { positive: value, neutral: value, negative: value } satisfies Record<SentimentLabel, S>;
}

const tickerSentiment = z.strictObject({ ...byLabel(z.int()), count: z.int() });
type TickerSentiment = BodyOf<typeof tickerSentiment>;

const shares = z.strictObject(byLabel(share));
type Shares = BodyOf<typeof shares>;

export const sentimentSummary = z.strictObject({
  tickers: means(z.record(z.string(), tickerSentiment), "Articles about each ticker, by label."),
  overall: means(z.nullable(shares), "Share of each label in all of them; null where there are none."),
  total_count: means(z.int(), "An article about two of the tickers counts twice."),
  trend: means(
    z.nullable(z.enum(trends)),
    "improving where more than 60 % are positive, else declining where more than 40 % are negative.",
  ),
  time_range: means(
    z.strictObject({ start: moment, end: moment, resolution: z.enum(resolutionNames) }),
    "What was really added up: whole buckets of one width.",
  ),
});
export type SentimentSummary = BodyOf<typeof sentimentSummary>;

/** Adds up the labels of tickers over a range, from their buckets. `now` is in epoch milliseconds. */
export async function summarizeSentiment(
  tickers: readonly string[],
  { start, end }: Range,
  now: number,
): Promise<SentimentSummary> {
  const resolution = resolutionFor(start, now);
  const range = { start: bucketStart(start, resolution), end };
  const counted = await Promise.all(
    tickers.map(async (ticker) => [ticker, countLabels(await readAllBuckets(ticker, resolution, range))] as const),
  );
  const total = counted.reduce((sum, [, { count }]) => sum + count, 0);
  const overall =
    total === 0
      ? null
      : sharesOf(
          counted.map(([, each]) => each),
          total,
        );
  return {
    tickers: Object.fromEntries(counted),
    overall,
    total_count: total,
    trend: overall && trendOf(overall),
    time_range: {
      start: new Date(range.start).toISOString(),
      end: new Date(end).toISOString(),
      resolution,
    },
  };
}

/**
 * The finest resolution of at least an hour that still keeps the whole bucket of that moment; the coarsest where none
 * does. Finer ones would read many more rows for the same sums.
 */
export function resolutionFor(start: number, now: number): Resolution {
  const candidates = resolutionNames.filter((name) => resolutions[name].seconds >= resolutions["1h"].seconds);
  const keeps = (name: Resolution) => now - bucketStart(start, name) < resolutions[name].keepSeconds * 1000;
  return candidates.find(keeps) ?? "24h";
}

function countLabels(buckets: readonly BucketRow[]): TickerSentiment {
  const counts = sumLabels((label) => buckets.map(({ label_counts }) => label_counts[label] ?? 0));
  return { ...counts, count: buckets.reduce((sum, { count }) => sum + count, 0) };
}

function sharesOf(counts: readonly TickerSentiment[], total: number): Shares {
  return sumLabels((label) => counts.map((each) => each[label] / total));
}

function sumLabels(valuesOf: (label: SentimentLabel) => readonly number[]): Shares {
  const sums = sentimentLabels.map((label) => [label, valuesOf(label).reduce((sum, value) => sum + value, 0)] as const);
  return Object.fromEntries(sums) as Shares;
}

function trendOf({ positive, negative }: Shares): Trend {
  if (positive > 0.6) return "improving";
  return negative > 0.4 ? "declining" : "stable";
}

import type { AnalyzedItem, SentimentLabel } from "../../../lambdas/shared/sentiment/items.ts";
import {
  bucketExpiry,
  bucketPartition,
  bucketStart,
  type Resolution,
} from "../../../lambdas/shared/sentiment/resolutions.ts";

/** A scored article as ingestion and analysis leave it. */
export function articleRow(
  id: string,
  timestamp: string,
  sentiment: SentimentLabel,
  tickers: readonly string[],
): AnalyzedItem {
  return {
    source_id: `dedup:${id}`,
    timestamp,
    status: "analyzed",
    dedup_key: id,
    sources: ["tiingo"],
    source_attribution: {},
    ingested_at: timestamp,
    updated_at: timestamp,
    headline: `Headline ${id}`,
    normalized_headline: `headline ${id}`,
    source_url: `https://news.example/${id}`,
    text_snippet: "snippet",
    text_for_analysis: "text",
    matched_tickers: tickers,
    ttl_timestamp: 1_800_000_000,
    sentiment,
    score: 0.9,
    polarity: 0.5,
    model_version: "v1.0.0",
    analyzed_at: timestamp,
  };
}

/** A bucket as analysis adds it up: `counts` are articles by label. */
export function bucketRow(
  ticker: string,
  resolution: Resolution,
  instant: string,
  counts: Readonly<Partial<Record<SentimentLabel, number>>>,
) {
  const start = bucketStart(Date.parse(instant), resolution);
  const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return {
    PK: bucketPartition(ticker, resolution),
    SK: new Date(start).toISOString(),
    open: 0.1,
    high: 0.9,
    low: -0.2,
    close: 0.4,
    sum: 0.25 * count,
    count,
    label_counts: counts,
    ttl: bucketExpiry(start, resolution),
  };
}

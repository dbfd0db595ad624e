import type { AnalyzedItem } from "../../lambdas/shared/sentiment/items.ts";
import { bucketPartition, bucketStart, resolutionNames } from "../../lambdas/shared/sentiment/resolutions.ts";
import { type BenchAccount, tableNames } from "./account.ts";

const labels = ["positive", "neutral", "negative"] as const;

/** Stores so many scored stories of the last day, two tickers each, and buckets of all resolutions for them. */
export function storeScored(account: BenchAccount, followed: readonly string[], count: number): void {
  const now = Date.now();
  store(
    account,
    Array.from({ length: count }, (_, index) => storyOf(followed, index, now)),
  );
}

/** Stores stories, and buckets of all resolutions as if each held the last of its stories alone. */
export function store(account: BenchAccount, stories: readonly AnalyzedItem[]): void {
  account.dynamoDb.put(tableNames.items, ...stories);
  const buckets = new Map<string, object>();
  for (const { timestamp, matched_tickers, polarity, sentiment } of stories) {
    for (const ticker of matched_tickers) {
      for (const resolution of resolutionNames) {
        const PK = bucketPartition(ticker, resolution);
        const SK = new Date(bucketStart(Date.parse(timestamp), resolution)).toISOString();
        const values = { open: polarity, high: polarity, low: polarity, close: polarity, sum: polarity, count: 1 };
        buckets.set(`${PK} ${SK}`, { PK, SK, ...values, label_counts: { [sentiment]: 1 }, ttl: 0 });
      }
    }
  }
  account.dynamoDb.put(tableNames.timeseries, ...buckets.values());
}

/** One scored story; the first ones are the newest. */
export function storyOf(followed: readonly string[], index: number, now: number): AnalyzedItem {
  const at = new Date(now - (index % 1_440) * 60_000).toISOString();
  const sentiment = labels[index % 3] ?? "neutral";
  const ticker = (offset: number) => followed[(index + offset) % followed.length] ?? "";
  return {
    source_id: `dedup:${String(index).padStart(32, "0")}`,
    timestamp: at,
    status: "analyzed",
    dedup_key: String(index).padStart(32, "0"),
    sources: ["tiingo"],
    source_attribution: {},
    ingested_at: at,
    updated_at: at,
    headline: `Story ${index} of ${ticker(0)}`,
    normalized_headline: `story ${index}`,
    source_url: `https://news.example.com/${index}`,
    text_snippet: "What happened, in two sentences or three. ".repeat(4),
    text_for_analysis: "What happened, in two sentences or three. ".repeat(8),
    matched_tickers: [ticker(0), ticker(1)],
    ttl_timestamp: Math.floor(now / 1000) + 86_400,
    sentiment,
    score: 0.9,
    polarity: { positive: 0.8, neutral: 0, negative: -0.7 }[sentiment],
    model_version: "v1.1.0",
    analyzed_at: at,
  };
}

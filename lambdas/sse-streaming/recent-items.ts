import * as z from "zod/mini";
import { queryIndexPage } from "../shared/aws/dynamodb.ts";
import { newsSources, sentimentLabels } from "../shared/sentiment/items.ts";
import type { SentimentCounts } from "../shared/sentiment/stream-events.ts";
import { configuration } from "./runtime.ts";

const hourMilliseconds = 3_600_000;

/** Age up to which articles count, milliseconds. */
const windowMilliseconds = 24 * hourMilliseconds;

/** Articles that one poll looks at. Bounds what a stream reads every few seconds, however full the table is. */
const pageSize = 200;

const analyzedItem = z.object({
  source_id: z.string(),
  timestamp: z.string(),
  analyzed_at: z.string(),
  sentiment: z.enum(sentimentLabels),
  score: z.number(),
  polarity: z.number(),
  sources: z.tuple([z.enum(newsSources)], z.enum(newsSources)),
  matched_tickers: z.array(z.string()),
});

/**
 * An article with its score, as far as streams need it. `timestamp` is the time of publication, `analyzed_at` when the
 * score was stored; both ISO 8601, UTC, milliseconds. `score` is how sure the label is, 0 to 1; `polarity` goes from -1
 * to 1. Tickers are in capital letters, each once. The first source is the one that told the article first.
 */
export type RecentItem = Readonly<z.infer<typeof analyzedItem>>;

/** The newest analyzed articles. */
export interface RecentItems {
  /** Newest publication first. */
  readonly items: readonly RecentItem[];
  /** Whether there are more in the window. */
  readonly isTruncated: boolean;
  /** Every analyzed article that was published after this instant is among the items; epoch milliseconds. */
  readonly completeSince: number;
}

/** Reads the newest articles of the 24 hours before `instant` (epoch milliseconds), and all after it: one page. */
export async function readRecentItems(instant: number): Promise<RecentItems> {
  const from = instant - windowMilliseconds;
  const page = await queryIndexPage(configuration.ITEMS_TABLE, "by_status", {
    KeyConditionExpression: "#status = :analyzed AND #timestamp >= :from",
    ProjectionExpression:
      "#source_id, #timestamp, #analyzed_at, #sentiment, #score, #polarity, #sources, #matched_tickers",
    ExpressionAttributeNames: {
      "#status": "status",
      "#source_id": "source_id",
      "#timestamp": "timestamp",
      "#analyzed_at": "analyzed_at",
      "#sentiment": "sentiment",
      "#score": "score",
      "#polarity": "polarity",
      "#sources": "sources",
      "#matched_tickers": "matched_tickers",
    },
    ExpressionAttributeValues: { ":analyzed": "analyzed", ":from": new Date(from).toISOString() },
    ScanIndexForward: false,
    Limit: pageSize,
  });
  const items = (page.Items ?? []).map((row) => {
    const item = analyzedItem.parse(row);
    return { ...item, matched_tickers: [...new Set(item.matched_tickers.map((ticker) => ticker.toUpperCase()))] };
  });
  const oldest = items.at(-1);
  const isTruncated = page.LastEvaluatedKey !== undefined;
  return {
    items,
    isTruncated,
    completeSince: isTruncated && oldest !== undefined ? Date.parse(oldest.timestamp) : from,
  };
}

/** Those that name one of the tickers; all, where there is none to go by. */
export function ofTickers(items: readonly RecentItem[], tickers: readonly string[]): readonly RecentItem[] {
  if (tickers.length === 0) return items;
  return items.filter(({ matched_tickers }) => matched_tickers.some((ticker) => tickers.includes(ticker)));
}

/** Counts those articles that were published in the 24 hours before `instant` (epoch milliseconds). */
export function countSentiment(items: readonly RecentItem[], instant: number, isTruncated: boolean): SentimentCounts {
  const known = items.filter(({ timestamp }) => Date.parse(timestamp) >= instant - windowMilliseconds);
  const labelled = (label: RecentItem["sentiment"]) => known.filter(({ sentiment }) => sentiment === label).length;
  const byTag: Record<string, number> = {};
  for (const ticker of known.flatMap(({ matched_tickers }) => matched_tickers).sort())
    byTag[ticker] = (byTag[ticker] ?? 0) + 1;
  return {
    total: known.length,
    positive: labelled("positive"),
    neutral: labelled("neutral"),
    negative: labelled("negative"),
    by_tag: byTag,
    rate_last_hour: known.filter(({ timestamp }) => Date.parse(timestamp) >= instant - hourMilliseconds).length,
    rate_last_24h: known.length,
    is_truncated: isTruncated,
  };
}

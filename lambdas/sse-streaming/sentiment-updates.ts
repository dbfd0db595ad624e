import type { StreamEvent } from "./events.ts";
import type { RecentItem } from "./recent-items.ts";
import type { Subject } from "./subject.ts";

/** Articles that the reader of a stream has not been told of. */
export interface News {
  /** Scored while the stream was open: their age is the stream's delay. */
  readonly fresh: readonly RecentItem[];
  /** Scored while the reader was away. */
  readonly missed: readonly RecentItem[];
}

/**
 * One event for each new article and each ticker that the configuration follows, oldest score first. None on the stream
 * that everybody may read: its counts and buckets say what changed, and nobody asked for single articles.
 */
export function sentimentUpdates(
  { configurationId, tickers }: Subject,
  { fresh, missed }: News,
  timestamp: string,
): readonly StreamEvent[] {
  if (configurationId === undefined) return [];
  const isFresh = new Set(fresh);
  return [...missed, ...fresh]
    .sort((a, b) => Date.parse(a.analyzed_at) - Date.parse(b.analyzed_at))
    .flatMap((item) =>
      item.matched_tickers
        .filter((ticker) => tickers.includes(ticker))
        .map((ticker) => ({
          type: "sentiment_update" as const,
          data: {
            config_id: configurationId,
            source_id: item.source_id,
            ticker,
            score: item.polarity,
            label: item.sentiment,
            confidence: item.score,
            source: item.sources[0],
            timestamp,
            ...(isFresh.has(item) ? { origin_timestamp: item.analyzed_at } : {}),
          },
        })),
    );
}

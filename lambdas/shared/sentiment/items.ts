/** Where a story was found. */
export const newsSources = ["tiingo", "finnhub"] as const;
export type NewsSource = (typeof newsSources)[number];

export const sentimentLabels = ["positive", "neutral", "negative"] as const;
export type SentimentLabel = (typeof sentimentLabels)[number];

/** What one source says of a story. */
export interface SourceAttribution {
  readonly article_id: string;
  /** Empty where the source gives none. */
  readonly url: string;
  /** When this system fetched it: ISO 8601, UTC, milliseconds. */
  readonly crawl_timestamp: string;
  readonly original_headline: string;
  readonly source_name?: string;
}

/** A row of the items table as ingestion writes it. All times are ISO 8601 in UTC with milliseconds (`Date.toISOString`). */
export interface PendingItem {
  /** `dedup:` and 32 hexadecimal digits. */
  readonly source_id: string;
  /** Publication time. */
  readonly timestamp: string;
  readonly status: "pending";
  readonly dedup_key: string;
  readonly sources: readonly NewsSource[];
  readonly source_attribution: Readonly<Partial<Record<NewsSource, SourceAttribution>>>;
  /** When this system first stored the story: the age that self-healing and stuck detection go by. */
  readonly ingested_at: string;
  readonly updated_at: string;
  /** How often self-healing asked for its score again; absent: never. */
  readonly attempts?: number;
  readonly headline: string;
  readonly normalized_headline: string;
  /** Empty where the source gives none. */
  readonly source_url: string;
  /** First 200 characters of the description. */
  readonly text_snippet: string;
  readonly text_for_analysis: string;
  readonly matched_tickers: readonly string[];
  /** Epoch seconds. */
  readonly ttl_timestamp: number;
}

/** What analysis adds to a row. */
export interface Analysis {
  readonly status: "analyzed";
  readonly sentiment: SentimentLabel;
  /** Confidence, 0 to 1. */
  readonly score: number;
  /** Signed polarity, -1 to 1: what buckets add up. */
  readonly polarity: number;
  readonly model_version: string;
  readonly analyzed_at: string;
}

export type AnalyzedItem = Omit<PendingItem, "status"> & Analysis;
export type Item = PendingItem | AnalyzedItem;

/** The message that asks for an article's score: one per new story. */
export interface AnalysisRequest {
  readonly source_id: string;
  readonly source_type: NewsSource;
  readonly sources: readonly NewsSource[];
  readonly text_for_analysis: string;
  readonly model_version: string;
  readonly matched_tickers: readonly string[];
  /** Sort key of the item, passed back verbatim. */
  readonly timestamp: string;
}

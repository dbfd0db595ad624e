import type { Resolution } from "../shared/sentiment/resolutions.ts";
import type { sseStreaming } from "./contract.ts";

/** What is counted over the articles that a stream is about. */
export interface SentimentCounts {
  /** Analyzed articles of the last 24 hours, of which the newest 200 are looked at. */
  readonly total: number;
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  /** By ticker; an article counts for each of its tickers. */
  readonly by_tag: Readonly<Record<string, number>>;
  /** Articles published in the last hour and in the last 24 hours. */
  readonly rate_last_hour: number;
  readonly rate_last_24h: number;
  /** Whether there are more articles than were looked at, so that all counts are lower bounds. */
  readonly is_truncated: boolean;
}

/** Scores of one ticker in one span of time. */
export interface Bucket {
  /** Start of the span: ISO 8601, UTC. */
  readonly start: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Mean score, -1 to 1. */
  readonly average: number;
  /** Articles in it. */
  readonly count: number;
  readonly label_counts: Readonly<Record<string, number>>;
}

interface Timed {
  /** When the event was made: ISO 8601, UTC. */
  readonly timestamp: string;
}

interface Originated extends Timed {
  /** When the oldest score that this event is the first to show was computed; absent where nothing new is shown. */
  readonly origin_timestamp?: string;
}

/** Fields of each kind of event. On the wire every event also carries `trace_id`. */
export interface EventData {
  readonly metrics: SentimentCounts & Originated;
  readonly bucket_update: Originated & {
    readonly ticker: string;
    readonly resolution: Resolution;
    readonly bucket: Bucket;
  };
  readonly heartbeat: Timed & {
    /** Streams that this execution environment serves: always one. */
    readonly connections: number;
    /** Age of the stream. */
    readonly uptime_seconds: number;
  };
  /** The function is about to be stopped; the browser should connect again. `done` follows. */
  readonly deadline: { readonly reason: "lambda_deadline"; readonly remaining_ms: number };
  /** The stream ends on purpose. */
  readonly done: Readonly<Record<never, never>>;
}

/** Kinds of event, as the contract counts them. */
export type EventType = (typeof sseStreaming)["metrics"]["EventsSent"]["dimensions"]["EventType"][number];

/** An event before it has an id and a trace. */
export type StreamEvent = { readonly [T in EventType]: { readonly type: T; readonly data: EventData[T] } }[EventType];

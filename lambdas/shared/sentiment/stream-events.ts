import * as z from "zod/mini";
import { newsSources, sentimentLabels } from "./items.ts";
import { resolutionNames } from "./resolutions.ts";

/** ISO 8601, UTC, milliseconds. */
const time = z.iso.datetime({ precision: 3 });
const count = z.int().check(z.nonnegative());
/** Mean or single polarity. */
const score = z.number().check(z.gte(-1), z.lte(1));

/** What every event carries. */
const traced = {
  /** Trace of the invocation that sent it, `1-{8 digits}-{24 digits}`; null where it has none. */
  trace_id: z.nullable(z.string().check(z.regex(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/))),
};

const timed = {
  ...traced,
  /** When the event was made. */
  timestamp: time,
};

const originated = {
  ...timed,
  /** When the oldest score that this event is the first to show was computed; absent where nothing new is shown. */
  origin_timestamp: z.optional(time),
};

/** What is counted over the articles that a stream is about. */
const counts = {
  /** Analyzed articles of the last 24 hours, of which the newest 200 are looked at. */
  total: count,
  positive: count,
  neutral: count,
  negative: count,
  /** By ticker; an article counts for each of its tickers. */
  by_tag: z.record(z.string(), count),
  /** Articles published in the last hour and in the last 24 hours. */
  rate_last_hour: count,
  rate_last_24h: count,
  /** Whether there are more articles than were looked at, so that all counts are lower bounds. */
  is_truncated: z.boolean(),
};

/** Scores of one ticker in one span of time. */
const bucket = z.object({
  /** Start of the span. */
  start: time,
  open: score,
  high: score,
  low: score,
  close: score,
  average: score,
  /** Articles in it. */
  count,
  label_counts: z.record(z.string(), count),
});

/** The score of one article for one of its tickers. An article of several tickers makes an event for each. */
const sentimentUpdate = {
  ...originated,
  /** The configuration that the stream follows. */
  config_id: z.string(),
  /** The article: after a reconnection the same one may come again. */
  source_id: z.string(),
  ticker: z.string(),
  /** Polarity. */
  score,
  label: z.enum(sentimentLabels),
  /** How sure the label is, 0 to 1. */
  confidence: z.number().check(z.gte(0), z.lte(1)),
  /** Who told the article first. */
  source: z.enum(newsSources),
};

/**
 * The JSON of each kind of event in a stream of sentiment: for the server, which takes only the types, and for clients,
 * which parse what they receive.
 */
export const streamEvents = {
  metrics: z.object({ ...originated, ...counts }),
  sentiment_update: z.object(sentimentUpdate),
  bucket_update: z.object({ ...originated, ticker: z.string(), resolution: z.enum(resolutionNames), bucket }),
  heartbeat: z.object({
    ...timed,
    /** Streams that this execution environment serves: always one. */
    connections: count,
    /** Age of the stream. */
    uptime_seconds: count,
  }),
  /** The function is about to be stopped; the browser should connect again. `done` follows. */
  deadline: z.object({ ...traced, reason: z.literal("lambda_deadline"), remaining_ms: z.int() }),
  /** The stream ends on purpose. */
  done: z.object(traced),
};

export type StreamEventType = keyof typeof streamEvents;

/** Fields of each kind of event. */
export type StreamEventData = { readonly [T in StreamEventType]: Readonly<z.infer<(typeof streamEvents)[T]>> };

export type SentimentCounts = Readonly<z.infer<z.ZodMiniObject<typeof counts>>>;
export type Bucket = Readonly<z.infer<typeof bucket>>;

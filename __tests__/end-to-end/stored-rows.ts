import { z } from "zod";

/** An item as it must be in the end: scored. */
export const storedItem = z.object({
  source_id: z.string().regex(/^dedup:[0-9a-f]{32}$/),
  timestamp: z.iso.datetime({ precision: 3 }),
  status: z.literal("analyzed"),
  sources: z.array(z.enum(["tiingo", "finnhub"])).min(1),
  matched_tickers: z.array(z.string().regex(/^[A-Z]{1,5}$/)),
  ingested_at: z.iso.datetime({ precision: 3 }),
  analyzed_at: z.iso.datetime({ precision: 3 }),
  sentiment: z.enum(["positive", "neutral", "negative"]),
  score: z.number().min(0).max(1),
  polarity: z.number().min(-1).max(1),
  model_version: z.string().min(1),
  headline: z.string().min(1),
  text_for_analysis: z.string().min(1),
  unfinished: z.undefined().optional(),
});

export type StoredItem = z.infer<typeof storedItem>;

export const storedBucket = z.object({
  PK: z.string(),
  SK: z.string(),
  count: z.number().int().positive(),
  sum: z.number(),
  high: z.number(),
  low: z.number(),
  open: z.number(),
  close: z.number(),
  label_counts: z.record(z.string(), z.number().int()),
  ttl: z.number().int(),
});

/** A run of ingestion in the audit trail. */
export const auditRow = z.object({
  PK: z.string().regex(/^COLLECTION#\d{4}-\d\d-\d\d$/),
  event_id: z.string(),
  status: z.enum(["success", "partial", "failed"]),
  items_stored: z.number().int(),
});

import type { Context } from "aws-lambda";
import { auditTrail } from "./audit-trail.ts";
import { type CollectionTally, collectNews, emptyCollection } from "./collect-news.ts";
import { type HealingTally, healStories } from "./heal-stories.ts";
import { handle, logger, metrics, traced } from "./runtime.ts";

/** Milliseconds at the end of an invocation in which nothing new is begun. */
const reservedAtEnd = 2_000;

/** What a run did; the keys are those of its log line. */
interface Summary {
  readonly tickers: number;
  readonly articles_fetched: number;
  readonly articles_skipped: number;
  readonly new_items: number;
  readonly duplicates_skipped: number;
  /** Errors of sources that the run survived. */
  readonly source_errors: number;
  /** New stories whose request for a score was not published. */
  readonly unpublished: number;
  /** Stories of earlier runs whose score was asked for again. */
  readonly items_republished: number;
}

export const handler = handle((_event: unknown, context: Context) =>
  traced("ingest_news", async (annotate) => {
    const started = performance.now();
    try {
      return await ingest(new Date(), context);
    } finally {
      const milliseconds = Math.round(performance.now() - started);
      metrics.IngestionDurationMs(milliseconds);
      annotate({ ingestion_duration_ms: milliseconds });
    }
  }),
);

/**
 * Collects news, heals what earlier runs left unfinished, and leaves a row in the audit trail, whatever of it succeeds.
 *
 * @throws what collecting or else healing failed with, after both.
 */
async function ingest(now: Date, context: Context): Promise<Summary> {
  const timeLeft = () => context.getRemainingTimeInMillis() - reservedAtEnd;
  const collection = emptyCollection();
  const healing: HealingTally = { found: 0, exhausted: 0, republished: 0 };
  const [collected] = await Promise.allSettled([collectNews({ id: context.awsRequestId, now }, collection, timeLeft)]);
  const [healed] = await Promise.allSettled([healStories(now, healing, timeLeft)]);
  const errors = [collected, healed].flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  const run = { eventId: context.awsRequestId, triggeredAt: now, completedAt: new Date() };
  await auditTrail({ ...run, collection, healing, errors });
  const summary = summaryOf(collection, healing);
  logger.info("news ingested", { ...summary });
  if (errors.length > 0) throw errors[0];
  return summary;
}

function summaryOf(collection: CollectionTally, healing: HealingTally): Summary {
  return {
    tickers: collection.tickers,
    articles_fetched: collection.fetched,
    articles_skipped: collection.skipped,
    new_items: collection.created.length,
    duplicates_skipped: collection.duplicates,
    source_errors: collection.sourceErrors,
    unpublished: collection.unpublished,
    items_republished: healing.republished,
  };
}

import type { Context } from "aws-lambda";
import { activeTickers } from "./active-tickers.ts";
import { UnscoredStoriesError } from "./errors.ts";
import { fetchNews } from "./fetch-news.ts";
import { requestAnalysis } from "./request-analysis.ts";
import { handle, logger, metrics, traced } from "./runtime.ts";
import { type StoreTally, storeStories } from "./store-stories.ts";
import { storiesOf } from "./story.ts";
import { newsWindow } from "./window.ts";

/** Milliseconds of the invocation that each step leaves to those after it. */
const reserved = { afterFetching: 20_000, afterStoring: 10_000, afterPublishing: 2_000 } as const;

/** What a run did; the keys are those of its log line. */
interface Summary {
  readonly tickers: number;
  readonly articles_fetched: number;
  readonly articles_skipped: number;
  readonly new_items: number;
  readonly duplicates_skipped: number;
  /** Errors of sources that the run survived. */
  readonly source_errors: number;
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
 * Fetches, stores and publishes.
 *
 * @throws after everything else is done, where a story could not be stored or a request for a score not be published.
 */
async function ingest(now: Date, context: Context): Promise<Summary> {
  const timeLeft = (reserve: number) => () => context.getRemainingTimeInMillis() - reserve;
  const tickers = await activeTickers();
  const fetched =
    tickers.length === 0 ? [] : await fetchNews(tickers, newsWindow(now), timeLeft(reserved.afterFetching));
  const articles = fetched.flatMap((source) => source.articles);
  const tally: StoreTally = { created: [], attributed: 0, duplicates: 0 };
  const storing = storeStories(storiesOf(articles), now, tally, timeLeft(reserved.afterStoring));
  const [stored] = await Promise.allSettled([storing]);
  const unpublished = await requestAnalysis(tally.created, timeLeft(reserved.afterPublishing));
  const summary: Summary = {
    tickers: tickers.length,
    articles_fetched: articles.length,
    articles_skipped: fetched.reduce((sum, { skipped }) => sum + skipped, 0),
    new_items: tally.created.length,
    duplicates_skipped: tally.duplicates,
    source_errors: fetched.reduce((sum, { errors }) => sum + errors.length, 0),
  };
  report(summary, tally, unpublished);
  if (stored.status === "rejected") throw stored.reason;
  if (unpublished > 0)
    throw new UnscoredStoriesError(`${unpublished} of ${summary.new_items} requests were not published`);
  return summary;
}

function report(summary: Summary, { created }: StoreTally, unpublished: number): void {
  metrics.ArticlesFetched(summary.articles_fetched);
  metrics.ArticlesSkipped(summary.articles_skipped);
  metrics.NewItemsIngested(summary.new_items);
  metrics.DuplicatesSkipped(summary.duplicates_skipped);
  if (created.length > 0) {
    metrics.SNSPublishErrors(unpublished);
    metrics.CollisionRate(created.filter(({ sources }) => sources.length > 1).length / created.length);
  }
  logger.info("news ingested", { ...summary, unpublished });
}

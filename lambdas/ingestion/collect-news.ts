import type { NewsSource } from "../shared/sentiment/items.ts";
import { activeTickers } from "./active-tickers.ts";
import { UnscoredStoriesError } from "./errors.ts";
import { fetchNews } from "./fetch-news.ts";
import { notifyNewItems } from "./notify-new-items.ts";
import { requestAnalysis } from "./request-analysis.ts";
import { metrics } from "./runtime.ts";
import { type StoreTally, storeStories } from "./store-stories.ts";
import { storiesOf } from "./story.ts";
import { newsWindow } from "./window.ts";

/** What collecting did so far. Filled while collecting, so that nothing is lost where it stops early. */
export interface CollectionTally extends StoreTally {
  tickers: number;
  fetched: number;
  /** Articles that were left out because something in them is missing or malformed. */
  skipped: number;
  /** Sources that answered a call. */
  sourcesUsed: readonly NewsSource[];
  /** Errors of sources that the run survived. */
  sourceErrors: number;
  /** New stories whose request for a score was not published. */
  unpublished: number;
}

export function emptyCollection(): CollectionTally {
  return {
    tickers: 0,
    fetched: 0,
    skipped: 0,
    sourcesUsed: [],
    sourceErrors: 0,
    created: [],
    attributed: 0,
    duplicates: 0,
    unpublished: 0,
  };
}

/** Which run collects, and when it began. */
export interface Run {
  /** Identity of the invocation, as its log lines and traces carry it. */
  readonly id: string;
  readonly now: Date;
}

/** Milliseconds that each step leaves to those after it. */
const reserved = { afterFetching: 18_000, afterStoring: 8_000 } as const;

/**
 * Fetches the news of all watched tickers, stores the new stories, asks for their scores and tells of them.
 *
 * @param tally counts what was done, in every outcome.
 * @param timeLeft milliseconds that collecting may still take.
 * @throws after everything else is done, where a story could not be stored or a request for a score not be published.
 */
export async function collectNews({ id, now }: Run, tally: CollectionTally, timeLeft: () => number): Promise<void> {
  const timeBefore = (reserve: number) => () => timeLeft() - reserve;
  const tickers = await activeTickers();
  tally.tickers = tickers.length;
  const request = { runId: id, tickers, window: newsWindow(now) };
  const fetched = tickers.length === 0 ? [] : await fetchNews(request, timeBefore(reserved.afterFetching));
  const articles = fetched.flatMap((source) => source.articles);
  tally.fetched = articles.length;
  tally.skipped = fetched.reduce((sum, { skipped }) => sum + skipped, 0);
  tally.sourcesUsed = fetched.filter(({ calls, failedCalls }) => calls > failedCalls).map(({ source }) => source);
  tally.sourceErrors = fetched.reduce((sum, { errors }) => sum + errors.length, 0);
  const storing = storeStories(storiesOf(articles), now, tally, timeBefore(reserved.afterStoring));
  const [stored] = await Promise.allSettled([storing]);
  tally.unpublished = await requestAnalysis(tally.created, timeLeft);
  if (tally.created.length > 0) await notifyNewItems(tally.created, now, timeLeft);
  report(tally);
  if (stored.status === "rejected") throw stored.reason;
  if (tally.unpublished > 0)
    throw new UnscoredStoriesError(`${tally.unpublished} of ${tally.created.length} requests were not published`);
}

function report({ fetched, skipped, created, duplicates, unpublished }: CollectionTally): void {
  metrics.ArticlesFetched(fetched);
  metrics.ArticlesSkipped(skipped);
  metrics.NewItemsIngested(created.length);
  metrics.DuplicatesSkipped(duplicates);
  if (created.length === 0) return;
  metrics.SNSPublishErrors(unpublished);
  for (const { sources } of created) metrics.CollisionRate(sources.length > 1 ? 1 : 0);
}

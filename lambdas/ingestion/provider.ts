import { callHttp, HttpStatusError } from "../shared/http.ts";
import type { NewsSource } from "../shared/sentiment/items.ts";
import type { Article } from "./article.ts";
import { CircuitOpenError, DocumentError, OutOfTimeError, QuotaExceededError, SourceError } from "./errors.ts";
import type { Delivery } from "./failed-runs.ts";
import { type GuardedSource, guardSource } from "./guarded-source.ts";
import type { NewsRequest } from "./news-request.ts";
import { requestedWait } from "./retry-after.ts";
import { behind } from "./rotation.ts";

/** What the calls to one source delivered, and what failed. */
export interface Fetched {
  readonly source: NewsSource;
  readonly articles: readonly Article[];
  /** Entries that were left out because something in them is missing or malformed. */
  readonly skipped: number;
  /** Calls that were made. */
  readonly calls: number;
  /** Calls among them that failed. */
  readonly failedCalls: number;
  /** Failures of calls, and of what had to succeed before them. */
  readonly errors: readonly Error[];
  /** Runs in a row, this one included, in which the source failed and delivered nothing. */
  readonly failedRuns: number;
}

/** What the calls of this run delivered: the runs before are not known yet. */
type FetchedNow = Omit<Fetched, "failedRuns">;

export interface ProviderCall {
  /** The last ticker that the call asks for. */
  readonly lastTicker: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Reads one entry of the answer; undefined where it is no usable article. */
  readonly readArticle: (entry: unknown) => Article | undefined;
}

export interface Provider {
  readonly source: NewsSource;
  readonly readKey: () => Promise<string>;
  /** Takes tickers out of the source's quota; gives back those that it allows, in their order. */
  readonly admit: (tickers: readonly string[], now: Date) => Promise<readonly string[]>;
  readonly callsFor: (tickers: readonly string[], key: string) => readonly ProviderCall[];
}

/** The newest articles of each answer that are taken: a run every five minutes leaves no gap. */
export const articlesPerCall = 50;

const longestCallMilliseconds = 30_000;

/** Statuses after which the next call would fail as well: key refused, too many calls. (403 can be one ticker's.) */
const finalStatuses: ReadonlySet<number> = new Set([401, 429]);

/** Whether a source is well although a call failed: it refused what this one call asks for, such as one ticker. */
function concernsOneCall(error: unknown): boolean {
  if (!(error instanceof HttpStatusError)) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 408 && !finalStatuses.has(error.status);
}

/**
 * Makes the calls of one source one after another, as far as its quota, its circuit breaker and the waits that it asked for
 * let them through, beginning with the tickers that the run before did not get to. A failed call does not stop the others,
 * unless they would fail as well or the time is up. Never rejects: failures are among what it gives back.
 *
 * @param timeLeft milliseconds that fetching may still take.
 */
export async function fetchSource(
  provider: Provider,
  { tickers, runId }: Pick<NewsRequest, "tickers" | "runId">,
  timeLeft: () => number,
): Promise<Fetched> {
  const { source } = provider;
  const guard = await guardSource(source, Date.now);
  const fetched = await fetchAdmitted(provider, guard, tickers, timeLeft).catch(
    (error: unknown): FetchedNow => ({
      source,
      articles: [],
      skipped: 0,
      calls: 0,
      failedCalls: 0,
      errors: [asError(error)],
    }),
  );
  return { ...fetched, failedRuns: await guard.end(deliveryOf(fetched), runId) };
}

/** Whether a source answered. One that was not asked for want of time or quota did not fail. */
function deliveryOf({ calls, failedCalls, errors }: FetchedNow): Delivery {
  if (calls > failedCalls) return "delivered";
  const isOurLimit = (error: Error) => error instanceof OutOfTimeError || error instanceof QuotaExceededError;
  return calls === 0 && errors.every(isOurLimit) ? "not asked" : "failed";
}

async function fetchAdmitted(
  { source, readKey, admit, callsFor }: Provider,
  guard: GuardedSource,
  tickers: readonly string[],
  timeLeft: () => number,
): Promise<FetchedNow> {
  const refusal = guard.refusal();
  if (refusal !== undefined) throw refusal;
  const key = await readKey();
  const admitted = await admit(behind(tickers, guard.lastTicker()), new Date());
  const fetched = await fetchAll(source, guard, callsFor(admitted, key), timeLeft);
  const refused = tickers.length - admitted.length;
  if (refused === 0) return fetched;
  const error = new QuotaExceededError(`${refused} of ${tickers.length} tickers are beyond the quota of ${source}`);
  return { ...fetched, errors: [...fetched.errors, error] };
}

async function fetchAll(
  source: NewsSource,
  guard: GuardedSource,
  calls: readonly ProviderCall[],
  timeLeft: () => number,
): Promise<FetchedNow> {
  const articles: Article[] = [];
  const failures: Error[] = [];
  let skipped = 0;
  let made = 0;
  const result = (errors: readonly Error[]): FetchedNow => ({
    source,
    articles,
    skipped,
    calls: made,
    failedCalls: failures.length,
    errors,
  });
  for (const call of calls) {
    const milliseconds = Math.min(longestCallMilliseconds, Math.floor(timeLeft()));
    if (milliseconds <= 0) {
      const message = `${calls.length - made} of ${calls.length} calls to ${call.url.host} were not made`;
      return result([...failures, new OutOfTimeError(message)]);
    }
    if (!(await guard.mayCall())) {
      const message = `${calls.length - made} of ${calls.length} calls to ${call.url.host} were held back`;
      return result([...failures, new CircuitOpenError(message)]);
    }
    made += 1;
    guard.asks(call.lastTicker);
    try {
      const document = await fetchDocument(call, milliseconds);
      guard.succeeded();
      articles.push(...document.articles);
      skipped += document.skipped;
    } catch (error) {
      failures.push(asError(error));
      if (tellFailure(guard, error) === "stop") break;
    }
  }
  return result(failures);
}

/** Tells what a failed call says about its source, and whether further calls would fail as well. */
function tellFailure(guard: GuardedSource, error: unknown): "stop" | "go on" {
  if (concernsOneCall(error)) guard.succeeded();
  else guard.failed();
  const seconds = requestedWait(error);
  if (seconds !== undefined) guard.mustWait(seconds);
  const isFinal = error instanceof HttpStatusError && finalStatuses.has(error.status);
  return seconds !== undefined || isFinal ? "stop" : "go on";
}

async function fetchDocument({ url, headers, readArticle }: ProviderCall, timeoutMilliseconds: number) {
  const response = await callHttp(url, { headers: { accept: "application/json", ...headers }, timeoutMilliseconds });
  const entries = parseList(url.host, await response.text());
  const articles = entries.flatMap((entry) => readArticle(entry) ?? []);
  const newestFirst = articles.toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
  return { articles: newestFirst.slice(0, articlesPerCall), skipped: entries.length - articles.length };
}

function parseList(host: string, text: string): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new DocumentError(`${host} answered with a text that is not JSON`);
  }
  if (!Array.isArray(parsed)) throw new DocumentError(`${host} answered with JSON that is not a list`);
  return parsed;
}

/** Fails the span of a source whose calls did not all succeed; `despiteFailures` takes the error apart again. */
export function refuseFailures(fetched: Fetched): Fetched {
  if (fetched.errors.length > 0) throw new SourceError(fetched);
  return fetched;
}

/** What a source delivered although some of its calls failed. Errors of any other kind are passed on. */
export function despiteFailures(error: unknown): Fetched {
  if (error instanceof SourceError) return error.fetched;
  throw error;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

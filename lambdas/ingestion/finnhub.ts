import * as z from "zod/mini";
import { readSecret } from "../shared/aws/secrets.ts";
import { endpoint } from "../shared/http.ts";
import { type Article, articleFields, timeText } from "./article.ts";
import { admitCalls } from "./calls-per-minute.ts";
import type { NewsRequest } from "./news-request.ts";
import { despiteFailures, type Fetched, fetchSource, refuseFailures } from "./provider.ts";
import { configuration, metrics, traced } from "./runtime.ts";

/** An article of `GET /company-news` (Finnhub API documentation, Company News). `datetime` is in epoch seconds. */
const finnhubArticle = z.object({
  id: articleFields.id,
  headline: articleFields.headline,
  summary: articleFields.description,
  url: articleFields.url,
  source: articleFields.publisher,
  datetime: z.int(),
});

/** Reads an entry of Finnhub's answer for one ticker; undefined where it is no usable article. */
export function readFinnhubArticle(ticker: string, entry: unknown): Article | undefined {
  const { data } = finnhubArticle.safeParse(entry);
  if (data === undefined) return undefined;
  const publishedAt = timeText(data.datetime * 1000);
  if (publishedAt === undefined) return undefined;
  return {
    source: "finnhub",
    id: String(data.id),
    headline: data.headline,
    description: data.summary ?? "",
    url: data.url ?? "",
    ...(data.source ? { publisher: data.source } : {}),
    publishedAt,
    tickers: [ticker],
  };
}

/** Fetches the news of all tickers, one ticker a call. Failures are among what it gives back. */
export function fetchFinnhub(request: NewsRequest, timeLeft: () => number): Promise<Fetched> {
  const { from, to } = request.window;
  const callsFor = (tickers: readonly string[], key: string) =>
    tickers.map((symbol) => ({
      lastTicker: symbol,
      url: endpoint(configuration.FINNHUB_URL, "/company-news", { symbol, from, to }),
      // The key goes into a header: as a parameter it would show in logs of addresses.
      headers: { "x-finnhub-token": key },
      readArticle: (entry: unknown) => readFinnhubArticle(symbol, entry),
    }));
  const readKey = () => readSecret(configuration.FINNHUB_SECRET_ARN, "api_key");
  return traced("fetch_finnhub_articles", async (annotate) => {
    const fetched = await fetchSource({ source: "finnhub", readKey, admit: admitCalls, callsFor }, request, timeLeft);
    metrics.FinnhubApiCalls(fetched.calls);
    metrics.FinnhubApiErrors(fetched.failedCalls);
    annotate({
      call_count: fetched.calls,
      error_count: fetched.errors.length,
      article_count: fetched.articles.length,
      skipped_count: fetched.skipped,
    });
    return refuseFailures(fetched);
  }).catch(despiteFailures);
}

import * as z from "zod/mini";
import { readSecret } from "../shared/aws/secrets.ts";
import { chunks } from "../shared/chunks.ts";
import { endpoint } from "../shared/http.ts";
import { type Article, articleFields, timeText } from "./article.ts";
import type { NewsRequest } from "./news-request.ts";
import { articlesPerCall, despiteFailures, type Fetched, fetchSource, refuseFailures } from "./provider.ts";
import { configuration, metrics, traced } from "./runtime.ts";
import { admitSymbols } from "./symbols-per-month.ts";
import { tickersOf } from "./tickers.ts";

/** Tickers that one call may name. */
export const tickersPerCall = 10;

/** An article of `GET /tiingo/news` (Tiingo documentation, 2.2.2). Times are UTC even where they name no zone. */
const tiingoArticle = z.object({
  id: articleFields.id,
  title: articleFields.headline,
  description: articleFields.description,
  url: articleFields.url,
  source: articleFields.publisher,
  publishedDate: z.iso.datetime({ offset: true, local: true }),
  tickers: z.nullish(z.array(z.string())),
});

/** Reads an entry of Tiingo's answer; undefined where it is no usable article. */
export function readTiingoArticle(entry: unknown): Article | undefined {
  const { data } = tiingoArticle.safeParse(entry);
  if (data === undefined) return undefined;
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(data.publishedDate);
  const publishedAt = timeText(Date.parse(hasZone ? data.publishedDate : `${data.publishedDate}Z`));
  if (publishedAt === undefined) return undefined;
  return {
    source: "tiingo",
    id: String(data.id),
    headline: data.title,
    description: data.description ?? "",
    url: data.url ?? "",
    ...(data.source ? { publisher: data.source } : {}),
    publishedAt,
    tickers: tickersOf(data.tickers ?? []),
  };
}

/** Fetches the news of all tickers, ten tickers a call. Failures are among what it gives back. */
export function fetchTiingo(request: NewsRequest, timeLeft: () => number): Promise<Fetched> {
  const { from, to } = request.window;
  const callsFor = (tickers: readonly string[], key: string) =>
    chunks(tickers, tickersPerCall).map((some) => ({
      lastTicker: some.at(-1) ?? "",
      url: endpoint(configuration.TIINGO_URL, "/tiingo/news", {
        tickers: some.join(","),
        startDate: from,
        endDate: to,
        limit: String(articlesPerCall),
      }),
      headers: { authorization: `Token ${key}` },
      readArticle: readTiingoArticle,
    }));
  const readKey = () => readSecret(configuration.TIINGO_SECRET_ARN, "api_key");
  return traced("fetch_tiingo_articles", async (annotate) => {
    const fetched = await fetchSource({ source: "tiingo", readKey, admit: admitSymbols, callsFor }, request, timeLeft);
    metrics.TiingoApiCalls(fetched.calls);
    metrics.TiingoApiErrors(fetched.failedCalls);
    annotate({
      call_count: fetched.calls,
      error_count: fetched.errors.length,
      article_count: fetched.articles.length,
      skipped_count: fetched.skipped,
    });
    return refuseFailures(fetched);
  }).catch(despiteFailures);
}

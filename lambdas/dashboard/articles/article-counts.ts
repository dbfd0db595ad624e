import * as z from "zod/mini";
import { pages, queryIndexPage, type Row } from "../../shared/aws/dynamodb.ts";
import { type SentimentLabel, sentimentLabels } from "../../shared/sentiment/items.ts";
import { means } from "../http/meaning.ts";
import type { BodyOf } from "../http/route.ts";
import { configuration, traced } from "../runtime.ts";
import { type Article, articleProjection, articlesOf } from "./article.ts";

/** How much was published lately. All counts go by the time of publication. */
export const articleCounts = z.strictObject({
  total: means(z.int(), "Scored articles of the asked hours."),
  positive: z.int(),
  neutral: z.int(),
  negative: z.int(),
  by_ticker: means(z.record(z.string(), z.int()), "The same by ticker; an article about two counts for both."),
  rate_last_hour: means(z.int(), "Articles of the last hour, scored or waiting for it."),
  rate_last_24h: means(z.int(), "Articles of the last 24 hours, scored or waiting for it."),
  is_complete: means(z.boolean(), "Whether all articles were counted; if not, the newest of them were."),
});
export type ArticleCounts = BodyOf<typeof articleCounts>;

interface Counted {
  readonly timestamp: string;
  readonly matched_tickers: readonly string[];
}

/** Rows of one label, newest first. */
interface ReadRows {
  readonly rows: readonly Counted[];
  readonly isComplete: boolean;
}

/** Pages of 1 MB that are counted of each label, some 15,000 articles: the bound on what one request reads. */
const maximumPages = 25;
/** Articles that `readNewestArticles` gives. */
const newestArticles = 20;
const hourMilliseconds = 3_600_000;
const rateHours = 24;

/** Counts the articles of the last hours, up to a bound of pages. `now` is in epoch milliseconds. */
export function countArticles(hours: number, now: number): Promise<ArticleCounts> {
  return traced("query_articles", async (annotate) => {
    const since = (count: number) => new Date(now - count * hourMilliseconds).toISOString();
    const [pending, ...scored] = await Promise.all([
      readPendingSince(since(rateHours)),
      ...sentimentLabels.map((label) => readLabelSince(label, since(Math.max(hours, rateHours)))),
    ]);
    const everything = [pending, ...scored].flatMap(({ rows }) => rows);
    annotate({ query_type: "counts", result_count: everything.length });
    const asked = scored.map(({ rows }) => rows.filter(({ timestamp }) => timestamp >= since(hours)));
    return {
      ...(Object.fromEntries(sentimentLabels.map((label, index) => [label, asked[index]?.length ?? 0])) as Readonly<
        Record<SentimentLabel, number>
      >),
      total: asked.flat().length,
      by_ticker: countTickers(asked.flat()),
      rate_last_hour: everything.filter(({ timestamp }) => timestamp >= since(1)).length,
      rate_last_24h: everything.filter(({ timestamp }) => timestamp >= since(rateHours)).length,
      is_complete: [pending, ...scored].every(({ isComplete }) => isComplete),
    };
  });
}

/** The newest scored articles. */
export function readNewestArticles(): Promise<readonly Article[]> {
  return traced("query_articles", async (annotate) => {
    const { Items } = await queryIndexPage(configuration.ITEMS_TABLE, "by_status", {
      KeyConditionExpression: "#status = :analyzed",
      ProjectionExpression: articleProjection.ProjectionExpression,
      ExpressionAttributeNames: { "#status": "status", ...articleProjection.ExpressionAttributeNames },
      ExpressionAttributeValues: { ":analyzed": "analyzed" },
      ScanIndexForward: false,
      Limit: newestArticles,
    });
    const articles = articlesOf(Items);
    annotate({ query_type: "newest", result_count: articles.length });
    return articles;
  });
}

function readLabelSince(label: SentimentLabel, since: string): Promise<ReadRows> {
  return readPages((startKey) =>
    queryIndexPage(configuration.ITEMS_TABLE, "by_sentiment", countedSince("sentiment", label, since, startKey)),
  );
}

function readPendingSince(since: string): Promise<ReadRows> {
  return readPages((startKey) =>
    queryIndexPage(configuration.ITEMS_TABLE, "by_status", countedSince("status", "pending", since, startKey)),
  );
}

async function readPages(readPage: Parameters<typeof pages>[0]): Promise<ReadRows> {
  const rows: Counted[] = [];
  let pagesRead = 0;
  for await (const { Items = [], LastEvaluatedKey } of pages(readPage)) {
    rows.push(...(Items as unknown as Counted[]));
    pagesRead += 1;
    if (pagesRead === maximumPages) return { rows, isComplete: LastEvaluatedKey === undefined };
  }
  return { rows, isComplete: true };
}

function countedSince(partition: string, value: string, since: string, startKey: Row | undefined) {
  return {
    KeyConditionExpression: "#partition = :partition AND #timestamp >= :since",
    ProjectionExpression: "#timestamp, #matched_tickers",
    ExpressionAttributeNames: {
      "#partition": partition,
      "#timestamp": "timestamp",
      "#matched_tickers": "matched_tickers",
    },
    ExpressionAttributeValues: { ":partition": value, ":since": since },
    ScanIndexForward: false,
    ExclusiveStartKey: startKey,
  };
}

function countTickers(rows: readonly Counted[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const ticker of rows.flatMap(({ matched_tickers }) => matched_tickers))
    counts.set(ticker, (counts.get(ticker) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}

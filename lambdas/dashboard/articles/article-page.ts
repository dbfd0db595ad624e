import { queryIndexPage, type Row } from "../../shared/aws/dynamodb.ts";
import type { SentimentLabel } from "../../shared/sentiment/items.ts";
import { configuration, traced } from "../runtime.ts";
import { type Article, articleProjection, articlesOf } from "./article.ts";

export interface ArticleFilter {
  /** Articles about any of them; none: about anything. */
  readonly tickers: readonly string[];
  readonly sentiment?: SentimentLabel | undefined;
}

/** Where an article stands in the order that lists have: newest publication first. */
export interface Position {
  readonly timestamp: string;
  readonly source_id: string;
}

export interface ArticlePage {
  readonly articles: readonly Article[];
  /** Where the next page begins; absent at the end. */
  readonly next?: Position;
}

/** No index knows tickers, so a list of them is a filter over the newest articles: this many rows a read, */
const filteredReadSize = 500;
/** and this many reads a page. A page that is not full by then goes on where it stopped. */
const maximumReads = 6;
/** Articles that a page by ticker looks at, at most. */
export const articlesLookedAt = filteredReadSize * maximumReads;

/** The newest scored articles after a position. */
export function readArticlePage(filter: ArticleFilter, limit: number, after?: Position): Promise<ArticlePage> {
  return traced("query_articles", async (annotate) => {
    const page = await collect(filter, limit, after);
    annotate({ query_type: "page", result_count: page.articles.length });
    return page;
  });
}

async function collect(filter: ArticleFilter, limit: number, after: Position | undefined): Promise<ArticlePage> {
  const articles: Article[] = [];
  let start: Row | undefined = after && { ...after, ...partitionOf(filter) };
  for (let reads = 0; reads < maximumReads; reads++) {
    const { Items, LastEvaluatedKey } = await queryIndexPage<"by_sentiment" | "by_status">(
      configuration.ITEMS_TABLE,
      filter.sentiment === undefined ? "by_status" : "by_sentiment",
      { ...queryOf(filter, limit), ExclusiveStartKey: start },
    );
    articles.push(...articlesOf(Items));
    const last = articles[limit - 1];
    if (articles.length > limit && last !== undefined)
      return { articles: articles.slice(0, limit), next: positionOf(last) };
    if (LastEvaluatedKey === undefined) return { articles };
    start = LastEvaluatedKey;
  }
  return { articles, next: positionOf(start as unknown as Position) };
}

/** Only scored articles have a sentiment, so that each partition holds scored ones alone. */
function partitionOf({ sentiment }: ArticleFilter): Readonly<Record<string, string>> {
  return sentiment === undefined ? { status: "analyzed" } : { sentiment };
}

function queryOf(filter: ArticleFilter, limit: number) {
  const [[key = "", value = ""] = []] = Object.entries(partitionOf(filter));
  const placeholders = filter.tickers.map((_, index) => `:ticker${index}`);
  return {
    KeyConditionExpression: `#${key} = :partition`,
    ProjectionExpression: articleProjection.ProjectionExpression,
    ExpressionAttributeNames: { ...articleProjection.ExpressionAttributeNames, [`#${key}`]: key },
    ExpressionAttributeValues: {
      ":partition": value,
      ...Object.fromEntries(placeholders.map((placeholder, index) => [placeholder, filter.tickers[index]])),
    },
    ScanIndexForward: false,
    // One row more than asked for tells whether there is a next page.
    Limit: limit + 1,
    ...(placeholders.length === 0
      ? {}
      : {
          FilterExpression: placeholders.map((each) => `contains(#matched_tickers, ${each})`).join(" OR "),
          Limit: filteredReadSize,
        }),
  };
}

function positionOf({ timestamp, source_id }: Position): Position {
  return { timestamp, source_id };
}

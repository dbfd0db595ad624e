import * as z from "zod/mini";
import type { Row } from "../../shared/aws/dynamodb.ts";
import { type AnalyzedItem, newsSources, sentimentLabels } from "../../shared/sentiment/items.ts";
import { means } from "../http/meaning.ts";
import { moment, polarity, share } from "../http/parameters.ts";

/** What the API tells of an article. */
export const article = z.strictObject({
  source_id: means(z.string(), "Id of the story."),
  timestamp: means(moment, "When it was published."),
  headline: z.string(),
  source_url: means(z.string(), "Where it can be read; empty where the source gives no address."),
  text_snippet: means(z.string(), "The first 200 characters of its description."),
  sources: means(z.array(z.enum(newsSources)), "Who published it."),
  matched_tickers: means(z.array(z.string()), "Tickers that it is about."),
  sentiment: z.enum(sentimentLabels),
  score: means(share, "How sure the label is."),
  polarity: means(polarity, "From bad news to good news."),
  model_version: means(z.string(), "Version of the model that scored it."),
  analyzed_at: means(moment, "When it was scored."),
});

const attributes = Object.keys(article.shape) as readonly (keyof typeof article.shape & keyof AnalyzedItem)[];

export type Article = Pick<AnalyzedItem, (typeof attributes)[number]>;

/** The part of a query that reads exactly an article's attributes. */
export const articleProjection = {
  ProjectionExpression: attributes.map((attribute) => `#${attribute}`).join(", "),
  ExpressionAttributeNames: Object.fromEntries(attributes.map((attribute) => [`#${attribute}`, attribute])),
} as const;

/** Rows that were read with the projection. */
export function articlesOf(rows: readonly Row[] | undefined): readonly Article[] {
  return (rows ?? []) as unknown as readonly Article[];
}

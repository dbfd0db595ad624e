import type { Row } from "../../shared/aws/dynamodb.ts";
import type { AnalyzedItem } from "../../shared/sentiment/items.ts";

/** What the API tells of an article. */
const attributes = [
  "source_id",
  "timestamp",
  "headline",
  "source_url",
  "text_snippet",
  "sources",
  "matched_tickers",
  "sentiment",
  "score",
  "polarity",
  "model_version",
  "analyzed_at",
] as const satisfies readonly (keyof AnalyzedItem)[];

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

import * as z from "zod/mini";
import { withNames } from "../shared/aws/attribute-names.ts";
import { pages, queryPage, type Row } from "../shared/aws/dynamodb.ts";
import { bucketPartition, bucketStart } from "../shared/sentiment/resolutions.ts";
import { configuration } from "./runtime.ts";

const resolution = "1h";

const bucketRow = z.object({ SK: z.string(), sum: z.number(), count: z.number() });

/** The scores of one ticker in one hour. */
export interface HourBucket {
  /** Start of the hour: ISO 8601, UTC, milliseconds. */
  readonly SK: string;
  /** Of polarities. */
  readonly sum: number;
  /** Articles. */
  readonly count: number;
}

export const hourMilliseconds = 3_600_000;

/** Start of the hour that holds an instant; epoch milliseconds. */
export function hourOf(instant: number): number {
  return bucketStart(instant, resolution);
}

/**
 * The hours of a ticker that have articles, oldest first.
 *
 * @param first start of the first hour, epoch milliseconds; `last` likewise. Both are included.
 * @param consistently whether scores of this moment have to be among them.
 */
export async function readHourBuckets(
  ticker: string,
  { first, last }: { readonly first: number; readonly last: number },
  consistently: boolean,
): Promise<readonly HourBucket[]> {
  const rows: Row[] = [];
  const readPage = (startKey: Row | undefined) =>
    queryPage(
      configuration.TIMESERIES_TABLE,
      withNames({
        KeyConditionExpression: "#PK = :series AND #SK BETWEEN :first AND :last",
        ProjectionExpression: "#SK, #sum, #count",
        ExpressionAttributeValues: {
          ":series": bucketPartition(ticker, resolution),
          ":first": new Date(first).toISOString(),
          ":last": new Date(last).toISOString(),
        },
        ConsistentRead: consistently,
        ExclusiveStartKey: startKey,
      }),
    );
  for await (const { Items = [] } of pages(readPage)) rows.push(...Items);
  return rows.map((row) => bucketRow.parse(row));
}

/** Articles of some hours. */
export function articlesOf(buckets: readonly HourBucket[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0);
}

/** Average polarity over the articles, not over the hours; undefined where there are none. */
export function averagePolarity(buckets: readonly HourBucket[]): number | undefined {
  const count = articlesOf(buckets);
  return count === 0 ? undefined : buckets.reduce((sum, bucket) => sum + bucket.sum, 0) / count;
}

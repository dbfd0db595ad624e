import { pages, queryPage, type Row } from "../../shared/aws/dynamodb.ts";
import type { SentimentLabel } from "../../shared/sentiment/items.ts";
import { bucketPartition, bucketStart, type Resolution } from "../../shared/sentiment/resolutions.ts";
import { configuration, traced } from "../runtime.ts";

/** A bucket as analysis adds it up. */
export interface BucketRow {
  /** Start of the bucket: ISO 8601, UTC, milliseconds. */
  readonly SK: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly sum: number;
  readonly count: number;
  readonly label_counts: Readonly<Partial<Record<SentimentLabel, number>>>;
}

/** A half-open range of time, [start, end), in epoch milliseconds. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The newest buckets that begin within a range, newest first, and whether older ones are left. */
export function readNewestBuckets(
  symbol: string,
  resolution: Resolution,
  range: Range,
  limit: number,
): Promise<{ readonly buckets: readonly BucketRow[]; readonly hasMore: boolean }> {
  return traced("query_buckets", async (annotate) => {
    const query = rangeQuery(symbol, resolution, range);
    if (query === undefined) return { buckets: [], hasMore: false };
    const { Items = [], LastEvaluatedKey } = await queryPage(configuration.TIMESERIES_TABLE, {
      ...query,
      ScanIndexForward: false,
      Limit: limit + 1,
    });
    const buckets = rowsOf(Items).slice(0, limit);
    annotate({ query_type: "newest", result_count: buckets.length });
    return { buckets, hasMore: Items.length > limit || LastEvaluatedKey !== undefined };
  });
}

/** All buckets that begin within a range, oldest first. */
export function readAllBuckets(symbol: string, resolution: Resolution, range: Range): Promise<readonly BucketRow[]> {
  return traced("query_buckets", async (annotate) => {
    const query = rangeQuery(symbol, resolution, range);
    if (query === undefined) return [];
    const buckets: BucketRow[] = [];
    const readPage = (startKey: Row | undefined) =>
      queryPage(configuration.TIMESERIES_TABLE, { ...query, ExclusiveStartKey: startKey });
    for await (const { Items = [] } of pages(readPage)) buckets.push(...rowsOf(Items));
    annotate({ query_type: "range", result_count: buckets.length });
    return buckets;
  });
}

/**
 * The end of the range becomes the last start of a bucket before it, because BETWEEN includes both of its ends.
 * Undefined where no bucket begins within the range: DynamoDB refuses a BETWEEN that is the wrong way round.
 */
function rangeQuery(symbol: string, resolution: Resolution, { start, end }: Range) {
  const last = bucketStart(end - 1, resolution);
  if (last < start) return undefined;
  return {
    KeyConditionExpression: "#PK = :partition AND #SK BETWEEN :first AND :last",
    ExpressionAttributeNames: { "#PK": "PK", "#SK": "SK" },
    ExpressionAttributeValues: {
      ":partition": bucketPartition(symbol, resolution),
      ":first": new Date(start).toISOString(),
      ":last": new Date(last).toISOString(),
    },
  };
}

function rowsOf(rows: readonly Row[]): readonly BucketRow[] {
  return rows as unknown as readonly BucketRow[];
}

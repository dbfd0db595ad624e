import * as z from "zod/mini";
import { queryPage } from "../shared/aws/dynamodb.ts";
import { bucketPartition, type Resolution } from "../shared/sentiment/resolutions.ts";
import type { Bucket } from "../shared/sentiment/stream-events.ts";
import { configuration } from "./runtime.ts";

/** The current bucket, and the one before it, which late articles still change. */
const newest = 2;

const bucketRow = z.object({
  SK: z.string(),
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  sum: z.number(),
  count: z.number().check(z.positive()),
  label_counts: z.record(z.string(), z.number()),
});

/** One series of buckets. */
export interface Series {
  readonly ticker: string;
  readonly resolution: Resolution;
}

/** Reads the two newest buckets of a series, older one first. */
export async function readBuckets({ ticker, resolution }: Series): Promise<readonly Bucket[]> {
  const page = await queryPage(configuration.TIMESERIES_TABLE, {
    KeyConditionExpression: "#PK = :series",
    ProjectionExpression: "#SK, #open, #high, #low, #close, #sum, #count, #label_counts",
    ExpressionAttributeNames: {
      "#PK": "PK",
      "#SK": "SK",
      "#open": "open",
      "#high": "high",
      "#low": "low",
      "#close": "close",
      "#sum": "sum",
      "#count": "count",
      "#label_counts": "label_counts",
    },
    ExpressionAttributeValues: { ":series": bucketPartition(ticker, resolution) },
    ScanIndexForward: false,
    Limit: newest,
  });
  return (page.Items ?? []).map((row) => toBucket(bucketRow.parse(row))).reverse();
}

function toBucket({ SK, sum, count, ...row }: z.infer<typeof bucketRow>): Bucket {
  return { start: SK, ...row, average: sum / count, count };
}

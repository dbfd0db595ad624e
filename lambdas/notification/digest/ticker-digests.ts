import * as z from "zod/mini";
import { pages, queryPage, type Row } from "../../shared/aws/dynamodb.ts";
import { bucketPartition, bucketStart } from "../../shared/sentiment/resolutions.ts";
import type { TickerDigest } from "../mails/digest-mail.ts";
import { configuration } from "../runtime.ts";

const resolution = "1h";
const hour = 3_600_000;
const day = 24 * hour;

const bucketRow = z.object({ SK: z.string(), sum: z.number(), count: z.number() });

type Bucket = z.infer<typeof bucketRow>;

/** Reads what a digest says of tickers, each ticker once however many people follow it. */
export function tickerDigests(now: Date): (ticker: string) => Promise<TickerDigest> {
  const known = new Map<string, Promise<TickerDigest>>();
  return (ticker) => {
    const reading = known.get(ticker) ?? readTickerDigest(ticker, now);
    known.set(ticker, reading);
    return reading;
  };
}

/** Compares the last 24 full hours with the 24 before them. */
async function readTickerDigest(ticker: string, now: Date): Promise<TickerDigest> {
  const end = bucketStart(now.getTime(), resolution);
  const middle = isoTime(end - day);
  const buckets = await readBuckets(ticker, end - 2 * day, end - hour);
  const recent = buckets.filter(({ SK }) => SK >= middle);
  const earlier = buckets.filter(({ SK }) => SK < middle);
  return { ticker, mean: mean(recent), previousMean: mean(earlier), count: total(recent) };
}

/** Buckets that begin from `first` to `last`, both included; epoch milliseconds. */
async function readBuckets(ticker: string, first: number, last: number): Promise<readonly Bucket[]> {
  const rows: Row[] = [];
  const readPage = (startKey: Row | undefined) =>
    queryPage(configuration.TIMESERIES_TABLE, {
      KeyConditionExpression: "#PK = :series AND #SK BETWEEN :first AND :last",
      ProjectionExpression: "#SK, #sum, #count",
      ExpressionAttributeNames: { "#PK": "PK", "#SK": "SK", "#sum": "sum", "#count": "count" },
      ExpressionAttributeValues: {
        ":series": bucketPartition(ticker, resolution),
        ":first": isoTime(first),
        ":last": isoTime(last),
      },
      ExclusiveStartKey: startKey,
    });
  for await (const { Items = [] } of pages(readPage)) rows.push(...Items);
  return rows.map((row) => bucketRow.parse(row));
}

function total(buckets: readonly Bucket[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0);
}

/** Mean over articles, not over buckets. */
function mean(buckets: readonly Bucket[]): number | undefined {
  const count = total(buckets);
  return count === 0 ? undefined : buckets.reduce((sum, bucket) => sum + bucket.sum, 0) / count;
}

function isoTime(instant: number): string {
  return new Date(instant).toISOString();
}

import { articlesOf, averagePolarity, hourMilliseconds, hourOf, readHourBuckets } from "../hour-buckets.ts";
import type { TickerDigest } from "../mails/digest-mail.ts";

const day = 24 * hourMilliseconds;

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
  const end = hourOf(now.getTime());
  const middle = new Date(end - day).toISOString();
  const buckets = await readHourBuckets(ticker, { first: end - 2 * day, last: end - hourMilliseconds }, false);
  const recent = buckets.filter(({ SK }) => SK >= middle);
  const earlier = buckets.filter(({ SK }) => SK < middle);
  return {
    ticker,
    mean: averagePolarity(recent),
    previousMean: averagePolarity(earlier),
    count: articlesOf(recent),
  };
}

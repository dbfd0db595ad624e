import { averagePolarity, hourMilliseconds, hourOf, readHourBuckets } from "../hour-buckets.ts";

/**
 * What alerts are held against: the average polarity of a ticker's articles since the beginning of the hour of 24 hours
 * ago, which are those that the dashboard's sentiment of the last 24 hours counts. Undefined where there are none.
 */
export async function currentSentiment(ticker: string, now: Date): Promise<number | undefined> {
  const last = hourOf(now.getTime() - 1);
  const first = hourOf(now.getTime() - 24 * hourMilliseconds);
  return averagePolarity(await readHourBuckets(ticker, { first, last }, true));
}

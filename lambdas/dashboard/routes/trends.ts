import * as z from "zod/mini";
import { readTrends, type TrendInterval, trendIntervals, trendsOfTickers } from "../buckets/trends.ts";
import { ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { tickerList } from "../http/parameters.ts";
import { route } from "../http/route.ts";

const hourMilliseconds = 3_600_000;
const maximumHours = 168;
const intervals = Object.keys(trendIntervals) as [TrendInterval, ...TrendInterval[]];

const rangeExpected = `hours or days as in 24h or 7d, from 1h to ${maximumHours}h`;
const rangeForm = /^(\d{1,3})([hd])$/;

function hoursOf(text: string): number {
  const [, count, unit] = rangeForm.exec(text) ?? [];
  return Number(count) * (unit === "d" ? 24 : 1);
}

/** Becomes milliseconds. */
const range = means(
  z.pipe(
    z
      .string(rangeExpected)
      .check(z.refine((text) => hoursOf(text) >= 1 && hoursOf(text) <= maximumHours, rangeExpected)),
    z.transform((text: string) => hoursOf(text) * hourMilliseconds),
  ),
  { examples: ["24h", "7d"], sent: { type: "string", pattern: rangeForm.source } },
);

export const trends = route({
  method: "GET",
  path: "/api/v2/trends",
  name: "readTrends",
  tag: "sentiment",
  summary: "Average sentiment of up to five tickers in intervals of time, up to now.",
  access: "personal",
  query: z.strictObject({
    tickers: tickerList(5),
    interval: means(
      z._default(z.enum(intervals, `one of ${intervals.join(", ")}`), "1h"),
      "Length of an interval. Intervals begin at multiples of it in UTC.",
    ),
    range: means(z.prefault(range, "24h"), `How far back, up to ${maximumHours} hours.`),
  }),
  answers: { 200: z.strictObject({ trends: trendsOfTickers }) },
  async answer({ query }) {
    return ok({ trends: await readTrends(query.tickers, query.interval, query.range, Date.now()) });
  },
});

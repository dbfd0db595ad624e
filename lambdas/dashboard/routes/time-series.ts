import * as z from "zod/mini";
import { resolutions } from "../../shared/sentiment/resolutions.ts";
import { readTimeSeries, timeSeries as timeSeriesPage } from "../buckets/time-series.ts";
import { ok } from "../http/answer.ts";
import { instantCursor } from "../http/cursor.ts";
import { means } from "../http/meaning.ts";
import { instant, resolution, ticker, tickerList, wholeNumber } from "../http/parameters.ts";
import { rangeOf } from "../http/range.ts";
import { route } from "../http/route.ts";

const times = {
  resolution: means(resolution, "Width of the buckets."),
  start: z.optional(means(instant, "Buckets that begin then or later.")),
  end: z.optional(means(instant, "Buckets that begin before it; now where it is not given.")),
};
const limitMeaning = "Buckets of a page at most; about a day's for most widths where it is not given.";

/** 20 tickers with 250 buckets each stay well below the 6 MB that Lambda returns at most. */
const batchTickers = 20;
const batchBuckets = 250;

export const timeSeries = route({
  method: "GET",
  path: "/api/v2/timeseries/{ticker}",
  name: "readTimeSeries",
  tag: "sentiment",
  summary: "Sentiment of a ticker in buckets of time: the newest page, and older ones by cursor.",
  access: "public",
  errors: ["DATABASE_ERROR"],
  parameters: z.strictObject({ ticker }),
  query: z.strictObject({
    ...times,
    limit: z.optional(means(wholeNumber(1, 1000), limitMeaning)),
    cursor: z.optional(instantCursor),
  }),
  answers: { 200: timeSeriesPage },
  async answer({ parameters, query: { resolution: width, limit, cursor, ...range } }) {
    const now = Date.now();
    const { start, end } = rangeOf(range, { end: now, start: () => 0 });
    const asked = { start, end: Math.min(end, cursor ?? end) };
    return ok(await readTimeSeries(parameters.ticker, width, asked, limit ?? resolutions[width].pageSize, now));
  },
});

export const timeSeriesBatch = route({
  method: "GET",
  path: "/api/v2/timeseries/batch",
  name: "readTimeSeriesBatch",
  tag: "sentiment",
  summary: "The newest page of buckets of up to 20 tickers.",
  access: "public",
  errors: ["DATABASE_ERROR"],
  query: z.strictObject({
    ...times,
    tickers: tickerList(batchTickers),
    limit: z.optional(means(wholeNumber(1, batchBuckets), limitMeaning)),
  }),
  answers: { 200: means(z.record(z.string(), timeSeriesPage), "The page of each ticker.") },
  async answer({ query: { tickers, resolution: width, limit, ...range } }) {
    const now = Date.now();
    const asked = rangeOf(range, { end: now, start: () => 0 });
    const series = await Promise.all(
      tickers.map(async (symbol) => {
        const size = limit ?? resolutions[width].pageSize;
        return [symbol, await readTimeSeries(symbol, width, asked, size, now)] as const;
      }),
    );
    return ok(Object.fromEntries(series));
  },
});

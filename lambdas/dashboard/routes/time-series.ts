import * as z from "zod/mini";
import { resolutions } from "../../shared/sentiment/resolutions.ts";
import { readTimeSeries } from "../buckets/time-series.ts";
import { ok } from "../http/answer.ts";
import { instantCursor } from "../http/cursor.ts";
import { queryOf, validationError } from "../http/input.ts";
import { instant, resolution, ticker, tickerList, wholeNumber } from "../http/parameters.ts";
import { rangeOf } from "../http/range.ts";
import type { PublicRoute } from "../http/router.ts";

const times = { resolution, start: z.optional(instant), end: z.optional(instant) };

const oneQuery = z.strictObject({
  ...times,
  limit: z.optional(wholeNumber(1, 1000)),
  cursor: z.optional(instantCursor),
});

/** 20 tickers with 250 buckets each stay well below the 6 MB that Lambda returns at most. */
const batchQuery = z.strictObject({
  ...times,
  tickers: tickerList(20),
  limit: z.optional(wholeNumber(1, 250)),
});

export const timeSeries: PublicRoute = {
  method: "GET",
  path: "/api/v2/timeseries/{ticker}",
  summary: "Sentiment of a ticker in buckets of time: the newest page, and older ones by cursor.",
  access: "public",
  async answer(request) {
    const { resolution: width, limit, cursor, ...range } = queryOf(request, oneQuery);
    const symbol = ticker.safeParse(request.parameters.ticker);
    if (!symbol.success) throw validationError([{ field: "ticker", expected: "a ticker of 1 to 5 letters" }]);
    const now = Date.now();
    const { start, end } = rangeOf(range, { end: now, start: () => 0 });
    return ok(
      await readTimeSeries(
        symbol.data,
        width,
        { start, end: Math.min(end, cursor ?? end) },
        limit ?? resolutions[width].pageSize,
        now,
      ),
    );
  },
};

export const timeSeriesBatch: PublicRoute = {
  method: "GET",
  path: "/api/v2/timeseries/batch",
  summary: "The newest page of buckets of up to 20 tickers.",
  access: "public",
  async answer(request) {
    const { tickers, resolution: width, limit, ...range } = queryOf(request, batchQuery);
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
};

import * as z from "zod/mini";
import { ok } from "../http/answer.ts";
import { ApiError } from "../http/api-error.ts";
import { validationError } from "../http/input.ts";
import { means } from "../http/meaning.ts";
import { calendarDate, moment, ticker } from "../http/parameters.ts";
import { route } from "../http/route.ts";
import { newYorkDate } from "../market/market-status.ts";
import { listConfigurations } from "../people/configurations.ts";
import { takeFromLimit } from "../people/rate-limits.ts";
import type { Person } from "../people/sessions.ts";
import { candle, candleWidthNames, candleWidths } from "../prices/candles.ts";
import { findCandles } from "../prices/price-history.ts";
import { daysOf, priceRangeNames } from "../prices/price-range.ts";

const longest = candleWidthNames.map((name) => `${candleWidths[name].maximumDays} for ${name}`).join(", ");

const history = z.strictObject({
  ticker: z.string(),
  candles: means(z.array(candle), "Oldest first. Prices as they were paid, not adjusted for splits and dividends."),
  range: means(z.enum([...priceRangeNames, "custom"]), "custom where a start was given."),
  start_date: means(z.string(), "First day that was asked for, after it was moved forward."),
  end_date: means(z.string(), "Last day that was asked for."),
  count: means(z.int().check(z.gte(1)), "Candles."),
  source: z.literal("tiingo"),
  resolution: means(z.enum(candleWidthNames), "Width of the candles: minutes, or D for days."),
  resolution_fallback: means(
    z.boolean(),
    "Whether they are wider than asked for, because there are none of that width.",
  ),
  fallback_message: z.optional(z.string()),
  cache_expires_at: means(moment, "Until then the answer stays the same."),
});

export const ohlc = route({
  method: "GET",
  path: "/api/v2/tickers/{ticker}/ohlc",
  name: "readPrices",
  tag: "prices",
  summary: "Prices of a ticker that the person follows, as candles.",
  description: `Only tickers of the person's own configurations are found. Days that can be asked for at once: ${longest}.`,
  access: "personal",
  errors: ["RATE_LIMIT_EXCEEDED", "UPSTREAM_ERROR"],
  parameters: z.strictObject({ ticker }),
  query: z.strictObject({
    range: means(z._default(z.enum(priceRangeNames, `one of ${priceRangeNames.join(", ")}`), "1M"), "How far back."),
    resolution: means(
      z._default(z.enum(candleWidthNames, `one of ${candleWidthNames.join(", ")}`), "D"),
      "Width of a candle: minutes, or D for days.",
    ),
    start_date: z.optional(means(calendarDate, "First day, in place of the range.")),
    end_date: z.optional(means(calendarDate, "Last day; today in New York where it is not given.")),
  }),
  answers: { 200: history },
  async answer({ parameters, query, remainingMilliseconds }, person) {
    const now = Date.now();
    const { range, resolution, start_date, end_date } = query;
    const days = daysOf({ range, start: start_date, end: end_date }, resolution, newYorkDate(now));
    if (days.start > days.end) throw validationError([{ field: "start_date", expected: "a day before end_date" }]);
    await requireFollowed(person, parameters.ticker);
    const beforeCall = () => takeFromLimit("fetch_prices", { person }, now);
    const request = { ticker: parameters.ticker, width: resolution, ...days };
    const { candles, width, expiresAt } = await findCandles(request, { beforeCall, remainingMilliseconds }, now);
    if (candles.length === 0) throw new ApiError("NOT_FOUND", "There are no prices of this ticker in these days.");
    return ok({
      ticker: parameters.ticker,
      candles,
      range: start_date === undefined ? range : "custom",
      start_date: days.start,
      end_date: days.end,
      count: candles.length,
      source: "tiingo",
      resolution: width,
      resolution_fallback: width !== resolution,
      ...(width === resolution
        ? {}
        : { fallback_message: "There are no candles within days: these are of whole days." }),
      cache_expires_at: new Date(expiresAt).toISOString(),
    });
  },
});

/** Prices of any ticker would use up what the provider allows in a month, which counts tickers. */
async function requireFollowed(person: Person, symbol: string): Promise<void> {
  const configurations = await listConfigurations(person);
  if (configurations.some(({ tickers }) => tickers.some((each) => each.symbol === symbol))) return;
  throw new ApiError("NOT_FOUND", "This ticker is in none of your configurations.");
}

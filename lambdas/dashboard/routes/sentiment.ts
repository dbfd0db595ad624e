import * as z from "zod/mini";
import { summarizeSentiment } from "../buckets/ticker-sentiment.ts";
import { ok } from "../http/answer.ts";
import { queryOf } from "../http/input.ts";
import { instant, tickerList } from "../http/parameters.ts";
import { rangeOf } from "../http/range.ts";
import type { PersonalRoute } from "../http/router.ts";

const dayMilliseconds = 86_400_000;
const query = z.strictObject({
  tickers: tickerList(5),
  start: z.optional(instant),
  end: z.optional(instant),
});

export const sentiment: PersonalRoute = {
  method: "GET",
  path: "/api/v2/sentiment",
  summary: "Sentiment of up to five tickers over a range of time, the last 24 hours by default.",
  access: "personal",
  async answer(request) {
    const { tickers, ...times } = queryOf(request, query);
    const now = Date.now();
    const range = rangeOf(times, { end: now, start: (end) => end - dayMilliseconds });
    return ok(await summarizeSentiment(tickers, range, now));
  },
};

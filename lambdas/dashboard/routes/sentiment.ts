import * as z from "zod/mini";
import { sentimentSummary, summarizeSentiment } from "../buckets/ticker-sentiment.ts";
import { ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { instant, tickerList } from "../http/parameters.ts";
import { rangeOf } from "../http/range.ts";
import { route } from "../http/route.ts";

const dayMilliseconds = 86_400_000;

export const sentiment = route({
  method: "GET",
  path: "/api/v2/sentiment",
  name: "readSentiment",
  tag: "sentiment",
  summary: "Sentiment of up to five tickers over a range of time, the last 24 hours by default.",
  access: "personal",
  query: z.strictObject({
    tickers: tickerList(5),
    start: z.optional(means(instant, "Begin of the range; 24 hours before its end where it is not given.")),
    end: z.optional(means(instant, "End of the range; now where it is not given.")),
  }),
  answers: { 200: sentimentSummary },
  async answer({ query: { tickers, ...times } }) {
    const now = Date.now();
    const range = rangeOf(times, { end: now, start: (end) => end - dayMilliseconds });
    return ok(await summarizeSentiment(tickers, range, now));
  },
});

import * as z from "zod/mini";
import { sentimentLabels } from "../../shared/sentiment/items.ts";
import { readArticlePage } from "../articles/article-page.ts";
import { ok } from "../http/answer.ts";
import { cursorOf, encodeCursor } from "../http/cursor.ts";
import { queryOf } from "../http/input.ts";
import { tickerList, wholeNumber } from "../http/parameters.ts";
import type { PersonalRoute } from "../http/router.ts";

const query = z.strictObject({
  tickers: z._default(tickerList(5), []),
  sentiment: z.optional(z.enum(sentimentLabels, `one of ${sentimentLabels.join(", ")}`)),
  limit: z._default(wholeNumber(1, 100), 20),
  cursor: z.optional(cursorOf(2)),
});

export const articles: PersonalRoute = {
  method: "GET",
  path: "/api/v2/articles",
  summary: "Scored articles, newest first, by ticker and sentiment.",
  access: "personal",
  async answer(request) {
    const { tickers, sentiment, limit, cursor } = queryOf(request, query);
    const [timestamp = "", source_id = ""] = cursor ?? [];
    const after = cursor === undefined ? undefined : { timestamp, source_id };
    const { articles: found, next } = await readArticlePage({ tickers, sentiment }, limit, after);
    return ok({
      articles: found,
      next_cursor: next === undefined ? null : encodeCursor([next.timestamp, next.source_id]),
      has_more: next !== undefined,
    });
  },
};

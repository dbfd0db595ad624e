import * as z from "zod/mini";
import { sentimentLabels } from "../../shared/sentiment/items.ts";
import { article } from "../articles/article.ts";
import { articlesLookedAt, readArticlePage } from "../articles/article-page.ts";
import { ok } from "../http/answer.ts";
import { cursorOf, encodeCursor, nextCursor } from "../http/cursor.ts";
import { means } from "../http/meaning.ts";
import { tickerList, wholeNumber } from "../http/parameters.ts";
import { route } from "../http/route.ts";

export const articles = route({
  method: "GET",
  path: "/api/v2/articles",
  name: "listArticles",
  tag: "articles",
  summary: "Scored articles, newest first, by ticker and sentiment.",
  description: `A request by ticker looks at no more than ${articlesLookedAt} articles. So a page of a ticker that is rarely in the news can have fewer articles than asked for, even none, while has_more is true: next_cursor goes on from there.`,
  access: "personal",
  query: z.strictObject({
    tickers: means(z._default(tickerList(5), []), "Articles about any of them; none: about anything."),
    sentiment: z.optional(z.enum(sentimentLabels, `one of ${sentimentLabels.join(", ")}`)),
    limit: means(z._default(wholeNumber(1, 100), 20), "Articles of a page at most."),
    cursor: z.optional(cursorOf(2)),
  }),
  answers: {
    200: z.strictObject({ articles: z.array(article), next_cursor: nextCursor, has_more: z.boolean() }),
  },
  async answer({ query: { tickers, sentiment, limit, cursor } }) {
    const [timestamp = "", source_id = ""] = cursor ?? [];
    const after = cursor === undefined ? undefined : { timestamp, source_id };
    const { articles: found, next } = await readArticlePage({ tickers, sentiment }, limit, after);
    return ok({
      articles: found,
      next_cursor: next === undefined ? null : encodeCursor([next.timestamp, next.source_id]),
      has_more: next !== undefined,
    });
  },
});

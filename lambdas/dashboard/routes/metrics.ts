import * as z from "zod/mini";
import { article } from "../articles/article.ts";
import { articleCounts, countArticles, readNewestArticles } from "../articles/article-counts.ts";
import { ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { wholeNumber } from "../http/parameters.ts";
import { route } from "../http/route.ts";
import { keptFor } from "../kept.ts";

const maximumHours = 168;
/** Counting reads every article of the hours: too much to do it again for each browser that asks. */
const keepMilliseconds = 300_000;
const counted = keptFor(keepMilliseconds, async (hours: number, now: number) => {
  const [counts, newest] = await Promise.all([countArticles(hours, now), readNewestArticles()]);
  return { ...counts, recent_items: newest };
});

export const metrics = route({
  method: "GET",
  path: "/api/v2/metrics",
  name: "readMetrics",
  tag: "articles",
  summary: "How many articles there were lately, by sentiment and ticker, and the newest of them.",
  description: "Counted at most every five minutes.",
  access: "personal",
  query: z.strictObject({
    hours: means(z._default(wholeNumber(1, maximumHours), 24), "How many hours back is counted."),
  }),
  answers: {
    200: z.strictObject({
      ...articleCounts.shape,
      recent_items: means(z.array(article), "The newest scored articles, 20 at most."),
    }),
  },
  async answer({ query: { hours } }) {
    return ok(await counted(hours, Date.now()));
  },
});

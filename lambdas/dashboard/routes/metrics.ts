import * as z from "zod/mini";
import { countArticles, readNewestArticles } from "../articles/article-counts.ts";
import { ok } from "../http/answer.ts";
import { queryOf } from "../http/input.ts";
import { wholeNumber } from "../http/parameters.ts";
import type { PersonalRoute } from "../http/router.ts";
import { keptFor } from "../kept.ts";

const maximumHours = 168;
/** Counting reads every article of the hours: too much to do it again for each browser that asks. */
const keepMilliseconds = 300_000;
const counted = keptFor(keepMilliseconds, async (hours: number, now: number) => {
  const [counts, newest] = await Promise.all([countArticles(hours, now), readNewestArticles()]);
  return { ...counts, recent_items: newest };
});

const query = z.strictObject({ hours: z._default(wholeNumber(1, maximumHours), 24) });

export const metrics: PersonalRoute = {
  method: "GET",
  path: "/api/v2/metrics",
  summary: "How many articles there were lately, by sentiment and ticker, and the newest of them.",
  access: "personal",
  async answer(request) {
    const { hours } = queryOf(request, query);
    return ok(await counted(hours, Date.now()));
  },
};

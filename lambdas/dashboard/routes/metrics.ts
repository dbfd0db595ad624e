import * as z from "zod/mini";
import { countArticles, readNewestArticles } from "../articles/article-counts.ts";
import { ok } from "../http/answer.ts";
import { queryOf } from "../http/input.ts";
import { wholeNumber } from "../http/parameters.ts";
import type { PersonalRoute } from "../http/router.ts";

const maximumHours = 168;
const query = z.strictObject({ hours: z._default(wholeNumber(1, maximumHours), 24) });

export const metrics: PersonalRoute = {
  method: "GET",
  path: "/api/v2/metrics",
  summary: "How many articles there were lately, by sentiment and ticker, and the newest of them.",
  access: "personal",
  async answer(request) {
    const { hours } = queryOf(request, query);
    const [counts, newest] = await Promise.all([countArticles(hours, Date.now()), readNewestArticles()]);
    return ok({ ...counts, recent_items: newest });
  },
};

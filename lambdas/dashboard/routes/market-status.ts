import { ok } from "../http/answer.ts";
import { route } from "../http/route.ts";
import { marketState, marketStatus } from "../market/market-status.ts";

export const market = route({
  method: "GET",
  path: "/api/v2/market/status",
  name: "readMarketStatus",
  tag: "prices",
  summary: "Whether the New York Stock Exchange is open, and when it opens next.",
  access: "public",
  answers: { 200: marketState },
  async answer() {
    return ok(marketStatus(Date.now()));
  },
});

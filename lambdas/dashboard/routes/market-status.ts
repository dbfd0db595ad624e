import { ok } from "../http/answer.ts";
import type { PublicRoute } from "../http/router.ts";
import { marketStatus } from "../market/market-status.ts";

export const market: PublicRoute = {
  method: "GET",
  path: "/api/v2/market/status",
  summary: "Whether the New York Stock Exchange is open, and when it opens next.",
  access: "public",
  async answer() {
    return ok(marketStatus(Date.now()));
  },
};

import { ok } from "../http/answer.ts";
import type { PublicRoute } from "../http/router.ts";
import { configuration, environment } from "../runtime.ts";

export const runtime: PublicRoute = {
  method: "GET",
  path: "/api/v2/runtime",
  summary: "Where the event stream is, and which environment this is.",
  access: "public",
  async answer() {
    return ok({ sse_url: configuration.SSE_LAMBDA_URL, environment });
  },
};

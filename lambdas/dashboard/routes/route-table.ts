import { ok } from "../http/answer.ts";
import type { PublicRoute, Route } from "../http/router.ts";
import { anonymousSession } from "./anonymous-session.ts";
import { articles } from "./articles.ts";
import { configurationCreate, configurationList, configurationRead } from "./configurations.ts";
import { health } from "./health.ts";
import { market } from "./market-status.ts";
import { metrics } from "./metrics.ts";
import { runtime } from "./runtime.ts";
import { sentiment } from "./sentiment.ts";
import { timeSeries, timeSeriesBatch } from "./time-series.ts";

const api: PublicRoute = {
  method: "GET",
  path: "/api",
  summary: "This list.",
  access: "public",
  async answer() {
    return ok({ endpoints: routes.map(({ method, path, access, summary }) => ({ method, path, access, summary })) });
  },
};

/** Everything that the API answers. */
export const routes: readonly Route[] = [
  health,
  api,
  runtime,
  metrics,
  articles,
  sentiment,
  timeSeriesBatch,
  timeSeries,
  market,
  anonymousSession,
  configurationCreate,
  configurationList,
  configurationRead,
];

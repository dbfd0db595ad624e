import * as z from "zod/mini";
import { lazy } from "../../shared/aws/lazy.ts";
import { ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { openApiDocument } from "../http/openapi/document.ts";
import { type Route, route } from "../http/route.ts";
import { alertChange, alertCreate, alertDelete, alertList, alertQuota, alertRead } from "./alerts.ts";
import { articles } from "./articles.ts";
import {
  configurationChange,
  configurationCreate,
  configurationDelete,
  configurationList,
  configurationRead,
} from "./configurations.ts";
import { health } from "./health.ts";
import { market } from "./market-status.ts";
import { metrics } from "./metrics.ts";
import { digestChange, digestRead, preferencesChange, preferencesRead } from "./notification-preferences.ts";
import { ohlc } from "./ohlc.ts";
import { runtime } from "./runtime.ts";
import { sentiment } from "./sentiment.ts";
import { sessionRead, sessionRefresh, signOut } from "./session.ts";
import { anonymousSession, magicLink, magicLinkVerify } from "./sign-in.ts";
import { timeSeries, timeSeriesBatch } from "./time-series.ts";
import { trends } from "./trends.ts";

const text = z.string();

const api = route({
  method: "GET",
  path: "/api",
  name: "listRoutes",
  tag: "system",
  summary: "This list.",
  access: "public",
  answers: {
    200: z.strictObject({
      endpoints: z.array(z.strictObject({ method: text, path: text, access: text, summary: text })),
    }),
  },
  async answer() {
    return ok({ endpoints: routes.map(({ method, path, access, summary }) => ({ method, path, access, summary })) });
  },
});

/** Made at the first request for it: nobody else waits for it. */
const description = lazy(() => openApiDocument(routes));

const openApi = route({
  method: "GET",
  path: "/api/openapi.json",
  name: "readOpenApi",
  tag: "system",
  summary: "This API, described by OpenAPI 3.1.",
  access: "public",
  answers: { 200: means(z.looseObject({ openapi: z.literal("3.1.0") }), "An OpenAPI document.") },
  async answer() {
    return ok(description());
  },
});

/** Everything that the API answers. */
export const routes: readonly Route[] = [
  health,
  api,
  openApi,
  runtime,
  metrics,
  articles,
  sentiment,
  trends,
  timeSeriesBatch,
  timeSeries,
  market,
  ohlc,
  anonymousSession,
  magicLink,
  magicLinkVerify,
  sessionRead,
  sessionRefresh,
  signOut,
  configurationCreate,
  configurationList,
  configurationRead,
  configurationChange,
  configurationDelete,
  alertCreate,
  alertList,
  alertQuota,
  alertRead,
  alertChange,
  alertDelete,
  preferencesRead,
  preferencesChange,
  digestRead,
  digestChange,
];

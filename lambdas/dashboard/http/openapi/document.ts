import type { Route } from "../route.ts";
import { tags } from "../tags.ts";
import { errorResponse, errorSchema, responseName } from "./error-responses.ts";
import { codesByStatus, operationOf, sessionScheme } from "./operation.ts";

/** Describes an API by OpenAPI 3.1, from nothing but its routes. */
export function openApiDocument(routes: readonly Route[]) {
  const used = new Set(routes.map(({ tag }) => tag));
  return {
    openapi: "3.1.0" as const,
    info: {
      title: "Sentiment of financial news",
      version: "2.0.0",
      description:
        "Times are ISO 8601 in UTC with milliseconds. Every error has one shape, and its code is what clients go by.",
    },
    // Relative to this document, so that it holds behind every front door and stage.
    servers: [{ url: ".." }],
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name as Route["tag"]))
      .map(([name, description]) => ({ name, description })),
    paths: pathsOf(routes),
    components: {
      securitySchemes: {
        [sessionScheme]: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "Token of a session; POST /api/v2/auth/anonymous gives one.",
        },
      },
      schemas: { Error: errorSchema },
      responses: responsesOf(routes),
    },
  };
}

function pathsOf(routes: readonly Route[]) {
  const paths: Record<string, Record<string, ReturnType<typeof operationOf>>> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  return paths;
}

function responsesOf(routes: readonly Route[]) {
  const groups = routes.flatMap((route) => [...codesByStatus(route).values()]);
  return Object.fromEntries(groups.map((codes) => [responseName(codes), errorResponse(codes)]));
}

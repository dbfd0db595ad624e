import { validate } from "@hyperjump/json-schema/openapi-3-1";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { JsonSchema } from "../../../lambdas/dashboard/http/openapi/json-schema.ts";
import { requestOf } from "../../../lambdas/dashboard/http/request.ts";
import type { Route } from "../../../lambdas/dashboard/http/route.ts";
import { findRoute } from "../../../lambdas/dashboard/http/router.ts";
import { send } from "./dashboard.ts";
import { answersOf } from "./described-api.ts";
import { doors, urlEvent } from "./requests.ts";

// The first import of the handler sets its environment.
const { routes } = await import("../../../lambdas/dashboard/routes/route-table.ts");
const { openApiDocument } = await import("../../../lambdas/dashboard/http/openapi/document.ts");
const description = openApiDocument(routes);

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: JsonSchema & { readonly examples?: readonly unknown[]; readonly default?: unknown };
}

function parametersOf({ path, method }: Route): readonly Parameter[] {
  return (description.paths[path]?.[method.toLowerCase()]?.parameters ?? []) as unknown as readonly Parameter[];
}

/** Every value of a parameter that the description gives, with the schema that a request is held against. */
const givenValues = routes.flatMap((route) =>
  parametersOf(route).flatMap((parameter) => {
    const field = (parameter.in === "path" ? route.parameters : route.query)?.shape[parameter.name];
    const { examples = [], default: byDefault, enum: values = [] } = parameter.schema;
    const given = [...examples, ...(values as unknown[]), ...(byDefault === undefined ? [] : [byDefault])];
    return given.map((value) => [`${route.method} ${route.path}`, parameter.name, value, field] as const);
  }),
);

describe.each(doors)("the OpenAPI document through the %s", (_, event) => {
  it("is the one that follows from the routes", async () => {
    const answer = await send({ path: "/api/openapi.json" }, event);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(description)));
  });
});

describe("the OpenAPI document", () => {
  it("is valid, schemas included", async () => {
    const document = JSON.parse(JSON.stringify(description));

    const result = await validate("https://spec.openapis.org/oas/3.1/schema-base", document, "BASIC");

    expect(result).toEqual({ valid: true });
  });

  it("has every route and nothing else, each under a name of its own", () => {
    const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [`${method.toUpperCase()} ${path}`, operationId]),
    );

    expect(operations.map(([route]) => route).sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path}`).sort(),
    );
    expect(new Set(operations.map(([, name]) => name)).size).toBe(routes.length);
  });

  it.each(routes.map((each) => [`${each.method} ${each.path}`, each] as const))(
    "%s: exactly the parameters of its path are described, all required",
    (_, each) => {
      const inPath = parametersOf(each).filter((parameter) => parameter.in === "path");

      const names = [...each.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name, required }) => [name, required])).toEqual(names.map((name) => [name, true]));
    },
  );

  it.each(routes.map((each) => [`${each.method} ${each.path}`, each] as const))(
    "D14, D36: %s is not hidden by another route",
    (_, each) => {
      const request = { ...requestOf(urlEvent({ path: each.path.replaceAll(/\{\w+\}/g, "x") })), method: each.method };

      const found = findRoute(routes, request);

      expect(found.route).toBe(each);
    },
  );

  it.each(givenValues)("%s: %s takes %o, which the document gives", (_, __, value, field) => {
    const sent = Array.isArray(value) ? value.join(",") : String(value);

    const result = z.safeParse(field as z.ZodMiniType, sent);

    expect(result.success).toBe(true);
  });

  it("says who may ask", () => {
    const told = routes.map(({ path, method }) => description.paths[path]?.[method.toLowerCase()]?.security.length);

    expect(told).toEqual(routes.map(({ access }) => (access === "public" ? 0 : 1)));
  });

  it("says of a parameter with a default that it may be left out", () => {
    const articles = description.paths["/api/v2/articles"]?.get?.parameters as unknown as readonly Parameter[];

    expect(articles.map(({ name, required }) => [name, required])).toEqual([
      ["tickers", false],
      ["sentiment", false],
      ["limit", false],
      ["cursor", false],
    ]);
    expect(articles.find(({ name }) => name === "limit")?.schema).toEqual({
      type: "integer",
      minimum: 1,
      maximum: 100,
      default: 20,
    });
  });
});

describe("answers are held against it", () => {
  const hold = answersOf(description);
  const runtime = { path: "/api/v2/runtime" };
  const body = { sse_url: "https://stream.example/", environment: "test" };
  const answer = { status: 200, headers: {}, body };

  it.each([
    ["a field that is not described", { ...answer, body: { ...body, other: 1 } }],
    ["a field that is missing", { ...answer, body: { environment: "test" } }],
    ["a status that is not described", { ...answer, status: 202 }],
    ["an error in another shape", { ...answer, status: 500, body: { detail: "x" } }],
  ])("%s is an error of the test", async (_, wrong) => {
    await expect(hold(runtime, wrong)).rejects.toThrow(/described/);
  });

  it("what is described passes", async () => {
    await expect(hold(runtime, answer)).resolves.toBeUndefined();
  });
});

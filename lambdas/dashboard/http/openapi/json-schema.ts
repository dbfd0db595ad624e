import * as z from "zod/mini";
import { meaningOf } from "../meaning.ts";

/** JSON Schema, draft 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a caller sends ("input") or gets ("output"), with its meaning. */
export function jsonSchemaOf(schema: z.core.$ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io,
    // What is turned by code says itself how it is sent.
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => describe(zodSchema, jsonSchema),
  });
  return described;
}

function describe(schema: z.core.$ZodTypes, json: z.core.JSONSchema.BaseSchema): void {
  const { sent, ...said } = meaningOf(schema) ?? {};
  if (sent !== undefined) {
    for (const keyword of Object.keys(json)) delete json[keyword];
    Object.assign(json, sent);
  }
  Object.assign(json, said);
  const { def } = schema._zod;
  if (def.type === "default" && !isEmptyList(def.defaultValue)) json.default = def.defaultValue;
  withoutBound(json, "minimum", Number.MIN_SAFE_INTEGER);
  withoutBound(json, "maximum", Number.MAX_SAFE_INTEGER);
}

/** In a query, an empty list cannot be written. */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** What every number of JavaScript keeps says nothing about this one. */
function withoutBound(json: z.core.JSONSchema.BaseSchema, keyword: "minimum" | "maximum", bound: number): void {
  if (json[keyword] === bound) delete json[keyword];
}

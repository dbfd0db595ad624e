import { type ErrorCode, statusOfCode } from "../../../shared/error-body.ts";
import type { ObjectSchema, Route } from "../route.ts";
import { errorCodesOf } from "../route-errors.ts";
import { responseName } from "./error-responses.ts";
import { type JsonSchema, jsonSchemaOf } from "./json-schema.ts";

/** Name of the security scheme of people's tokens. */
export const sessionScheme = "session";

const meaningOfStatus: Readonly<Record<string, string>> = {
  200: "Answered.",
  201: "Made.",
  202: "Taken; it is done soon.",
  204: "Done.",
};

/** A route as OpenAPI says it. */
export function operationOf(route: Route) {
  const { name, tag, summary, description, access, body } = route;
  const notes = [description, access === "signed-in" ? "Only for people who signed in with an address." : undefined];
  const text = notes.filter((note) => note !== undefined).join(" ");
  return {
    operationId: name,
    tags: [tag],
    summary,
    ...(text === "" ? {} : { description: text }),
    security: access === "public" ? [] : [{ [sessionScheme]: [] }],
    parameters: [...parametersOf(route.parameters, "path"), ...parametersOf(route.query, "query")],
    ...(body === undefined ? {} : { requestBody: requestBody(body) }),
    responses: { ...successes(route), ...failures(route) },
  };
}

/** Codes of a route that share a status, for each status. */
export function codesByStatus(route: Route): ReadonlyMap<number, readonly ErrorCode[]> {
  const byStatus = new Map<number, readonly ErrorCode[]>();
  for (const code of errorCodesOf(route)) {
    const status = statusOfCode[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}

interface ObjectForm extends JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function parametersOf(schema: ObjectSchema | undefined, place: "path" | "query") {
  const { properties = {}, required = [] }: ObjectForm = schema === undefined ? {} : jsonSchemaOf(schema, "input");
  return Object.entries(properties).map(([name, { description, ...form }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    // A list is one text with commas.
    ...(form.type === "array" ? { style: "form", explode: false } : {}),
    schema: form,
  }));
}

/** No body counts as an empty object, so that it may be left out where no field is required. */
function requestBody(schema: ObjectSchema) {
  const form: ObjectForm = jsonSchemaOf(schema, "input");
  return { required: form.required !== undefined, content: json(form) };
}

function successes({ answers }: Route) {
  const entries = Object.entries(answers).map(([status, schema]) => {
    const description = meaningOfStatus[status] ?? "Answered.";
    return [status, { description, ...(schema === null ? {} : { content: json(jsonSchemaOf(schema, "output")) }) }];
  });
  return Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
}

function failures(route: Route) {
  const entries = [...codesByStatus(route)].map(([status, codes]) => {
    return [status, { $ref: `#/components/responses/${responseName(codes)}` }];
  });
  return Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
}

function json(schema: JsonSchema) {
  return { "application/json": { schema } };
}

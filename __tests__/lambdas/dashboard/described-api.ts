import "@hyperjump/json-schema/formats-lite";
import {
  registerSchema,
  type SchemaObject,
  setShouldValidateFormat,
  type Validator,
  validate,
} from "@hyperjump/json-schema/openapi-3-1";
import type { TestAnswer, TestRequest } from "./requests.ts";

interface Operation {
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema: SchemaObject }>>;

/** The part of an OpenAPI document that answers are held against. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: object;
}

/** What is answered where no route is found. */
const unrouted: readonly number[] = [404, 405];

setShouldValidateFormat(true);

/**
 * Holds answers against the description: the status is one that the operation names, and the body fits its schema.
 * Schemas are closed, so that a field that is not described is an error as well.
 */
export function answersOf(description: ApiDescription) {
  const validators = new Map<string, Promise<Validator>>();
  const validatorOf = (key: string, schema: SchemaObject) => {
    const known = validators.get(key) ?? compiled(key, schema, description);
    validators.set(key, known);
    return known;
  };
  return async ({ method = "GET", path }: TestRequest, { status, body }: TestAnswer): Promise<void> => {
    const template = templateOf(path, Object.keys(description.paths));
    const operation = description.paths[template ?? ""]?.[method.toLowerCase()] as Operation | undefined;
    const where = `${method} ${template ?? path} ${status}`;
    if (operation === undefined) {
      if (!unrouted.includes(status)) throw new Error(`${where} is answered and not described.`);
      return hold(where, body, await validatorOf("Error", { $ref: "#/components/schemas/Error" }));
    }
    const response = operation.responses[status];
    if (response === undefined) throw new Error(`${where} is not described.`);
    const { content } = response.$ref === undefined ? response : shared(description, response.$ref);
    const schema = content?.["application/json"]?.schema;
    if (schema !== undefined) return hold(where, body, await validatorOf(where, schema));
    if (body !== undefined) throw new Error(`${where} is described without a body.`);
  };
}

/** The path of the description that a request goes to; literal ones come before those with parameters. */
function templateOf(path: string, templates: readonly string[]): string | undefined {
  const fits = (template: string) => {
    const form = template.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+");
    return new RegExp(`^${form}/?$`).test(path);
  };
  return templates.filter(fits).sort((one, other) => parameterCount(one) - parameterCount(other))[0];
}

function parameterCount(template: string): number {
  return template.split("{").length;
}

function shared(description: ApiDescription, reference: string): { readonly content?: Content } {
  const names = reference.slice("#/".length).split("/");
  return names.reduce((part: unknown, name) => (part as Readonly<Record<string, unknown>>)[name], description) as {
    readonly content?: Content;
  };
}

function compiled(key: string, schema: SchemaObject, { components }: ApiDescription): Promise<Validator> {
  const address = `https://description.example/${encodeURIComponent(key)}`;
  const withShared = { ...schema, components: components as SchemaObject };
  registerSchema(withShared, address, "https://json-schema.org/draft/2020-12/schema");
  return validate(address);
}

function hold(where: string, body: unknown, validator: Validator): void {
  const result = validator(body as Parameters<Validator>[0], "BASIC");
  if (result.valid) return;
  const wrong = result.errors?.map(({ instanceLocation, keyword }) => `${instanceLocation} breaks ${keyword}`);
  throw new Error(`The answer to ${where} is not as described:\n${wrong?.join("\n")}\n${JSON.stringify(body)}`);
}

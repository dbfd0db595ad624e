import * as z from "zod/mini";
import { ApiError, type FieldProblem } from "./api-error.ts";
import type { HttpRequest } from "./request.ts";

/** Bytes that a body may have. */
export const maximumBodyBytes = 65_536;

/** Parameters or a body of a request. Names that the schema lacks are refused: a misspelt filter must not be ignored. */
type ObjectSchema = ReturnType<typeof z.strictObject>;

/**
 * The query string, held against a schema.
 *
 * @throws ApiError VALIDATION_ERROR naming every parameter that is wrong.
 */
export function queryOf<S extends ObjectSchema>(request: HttpRequest, schema: S): z.output<S> {
  return valid(schema, request.query, "query");
}

/**
 * The JSON body, held against a schema. No body counts as an empty object.
 *
 * @throws ApiError PAYLOAD_TOO_LARGE above 64 KB; VALIDATION_ERROR where it is not JSON or does not fit.
 */
export function bodyOf<S extends ObjectSchema>({ body }: HttpRequest, schema: S): z.output<S> {
  if (Buffer.byteLength(body) > maximumBodyBytes)
    throw new ApiError("PAYLOAD_TOO_LARGE", `The body has more than ${maximumBodyBytes} bytes.`);
  return valid(schema, parsed(body), "body");
}

function parsed(body: string): unknown {
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    throw validationError([{ field: "body", expected: "JSON" }]);
  }
}

function valid<S extends ObjectSchema>(schema: S, value: unknown, whole: string): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw validationError(result.error.issues.flatMap((issue) => problemsOf(issue, schema, whole)));
}

function problemsOf(issue: z.core.$ZodIssue, schema: ObjectSchema, whole: string): readonly FieldProblem[] {
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(schema.shape).sort().join(", ");
    return issue.keys.map((field) => ({ field, expected: known === "" ? "no such name" : `one of ${known}` }));
  }
  const field = issue.path.length === 0 ? whole : issue.path.join(".");
  return [{ field, expected: issue.path.length === 0 ? "a JSON object" : issue.message }];
}

/** The request is understood and does not fit. */
export function validationError(details: readonly FieldProblem[]): ApiError {
  const fields = [...new Set(details.map(({ field }) => field))].join(", ");
  return new ApiError("VALIDATION_ERROR", `Not valid: ${fields}.`, { details });
}

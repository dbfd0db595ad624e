import * as z from "zod/mini";
import type { FieldProblem } from "../../shared/error-body.ts";
import { ApiError } from "./api-error.ts";
import { jsonBody } from "./json-body.ts";
import type { HttpRequest } from "./request.ts";
import type { ObjectSchema, Route } from "./route.ts";

/** What a route declares, read from a request. */
interface Inputs {
  readonly parameters: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Everything of a request that its route declares, held against the schemas.
 *
 * @throws ApiError PAYLOAD_TOO_LARGE above 64 KB; VALIDATION_ERROR naming every field that is wrong.
 */
export function inputOf(route: Route, request: HttpRequest, parameters: Readonly<Record<string, string>>): Inputs {
  const problems: FieldProblem[] = [];
  const read = (schema: ObjectSchema | undefined, value: () => unknown, whole: string) => {
    if (schema === undefined) return undefined;
    const result = z.safeParse(schema, value());
    if (result.success) return result.data;
    problems.push(...result.error.issues.flatMap((issue) => problemsOf(issue, schema, whole)));
    return undefined;
  };
  const inputs = {
    parameters: read(route.parameters, () => parameters, "path"),
    query: read(route.query, () => request.query, "query"),
    body: read(route.body, () => jsonBody(request.body), "body"),
  };
  if (problems.length > 0) throw validationError(problems);
  return inputs;
}

function problemsOf(issue: z.core.$ZodIssue, schema: ObjectSchema, whole: string): readonly FieldProblem[] {
  if (issue.code === "unrecognized_keys") {
    const inside = issue.path.join(".");
    const known = inside === "" ? Object.keys(schema.shape).sort().join(", ") : "";
    const expected = known === "" ? "no such name" : `one of ${known}`;
    return issue.keys.map((key) => ({ field: inside === "" ? key : `${inside}.${key}`, expected }));
  }
  const field = issue.path.length === 0 ? whole : issue.path.join(".");
  return [
    { field, expected: issue.path.length === 0 && issue.code === "invalid_type" ? "a JSON object" : issue.message },
  ];
}

/** The request is understood and does not fit. */
export function validationError(details: readonly FieldProblem[]): ApiError {
  const fields = [...new Set(details.map(({ field }) => field))].join(", ");
  return new ApiError("VALIDATION_ERROR", `Not valid: ${fields}.`, { details });
}

import * as z from "zod/mini";
import { type ErrorCode, statusOfCode } from "../../../shared/error-body.ts";
import { means } from "../meaning.ts";
import { jsonSchemaOf } from "./json-schema.ts";

const codes = Object.keys(statusOfCode) as readonly ErrorCode[];

/** The one shape of every error. */
const envelope = z.strictObject({
  code: means(z.enum(codes), "What clients go by."),
  message: means(z.string(), "For people."),
  detail: means(z.string(), "The message again, for clients that read only this."),
  details: z.optional(
    means(
      z.array(
        z.strictObject({
          field: means(z.string(), "Name of the parameter, or path of the field in the body."),
          expected: means(z.string(), "What would be right."),
        }),
      ),
      "Everything that is wrong with the request.",
    ),
  ),
  request_id: means(z.string(), "Finds the log lines."),
  trace_id: means(z.nullable(z.string()), "Finds the trace; null where there is none."),
});

const meanings: Readonly<Record<ErrorCode, string>> = {
  UNAUTHORIZED: "There is no token, or none that is valid.",
  FORBIDDEN: "The token is valid, and its person may not do this.",
  NOT_FOUND: "There is no such thing, or it belongs to somebody else.",
  METHOD_NOT_ALLOWED: "The path takes only other methods.",
  CONFLICT: "What is there already does not allow it.",
  GONE: "It was there and has expired.",
  PAYLOAD_TOO_LARGE: "The body has more than 64 KB.",
  VALIDATION_ERROR: "The request is understood and does not fit.",
  RATE_LIMIT_EXCEEDED: "Too many requests of this kind.",
  INTERNAL_ERROR: "The request could not be answered.",
  DATABASE_ERROR: "The database does not answer now.",
  UPSTREAM_ERROR: "A provider of data does not answer now.",
};

/** Codes whose answer says when to try again. */
const retried: ReadonlySet<ErrorCode> = new Set(["RATE_LIMIT_EXCEEDED", "DATABASE_ERROR", "UPSTREAM_ERROR"]);

export const errorSchema = jsonSchemaOf(envelope, "output");

/** Name of the shared response of codes that have one status. */
export function responseName(codes: readonly ErrorCode[]): string {
  return codes.join(".");
}

/** A response that carries one of the codes. */
export function errorResponse(codes: readonly ErrorCode[]) {
  const headers = {
    ...(codes.every((code) => retried.has(code))
      ? { "retry-after": header("integer", "Seconds until the next try.") }
      : {}),
    ...(codes.includes("UNAUTHORIZED") ? { "www-authenticate": header("string", "Bearer") } : {}),
  };
  return {
    description: codes.map((code) => `${code}: ${meanings[code]}`).join(" "),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/Error", type: "object", properties: { code: { enum: codes } } },
      },
    },
  };
}

function header(type: string, description: string) {
  return { description, schema: { type } };
}

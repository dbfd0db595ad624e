import type { APIGatewayProxyResult } from "aws-lambda";
import { errorBody } from "../../shared/error-body.ts";
import type { ApiError } from "./api-error.ts";
import { traceId } from "./trace-id.ts";

/** An answer with a JSON body, or without any. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok<const B>(body: B): { readonly status: 200; readonly body: B } {
  return { status: 200, body };
}

export function created<const B>(body: B): { readonly status: 201; readonly body: B } {
  return { status: 201, body };
}

/** The request is taken and will be done. */
export function accepted<const B>(body: B): { readonly status: 202; readonly body: B } {
  return { status: 202, body };
}

export function noContent(): { readonly status: 204 } {
  return { status: 204 };
}

/** The two ids find the log lines and the trace. */
export function errorAnswer(error: ApiError, requestId: string): Answer {
  return { status: error.status, headers: error.headers, body: errorBody(error, { requestId, traceId: traceId() }) };
}

/**
 * Both front doors take this form. No CORS header is among them: the URL's configuration adds those, and a browser
 * refuses an answer that has them twice.
 */
export function proxyResult({ status, body, headers = {} }: Answer, requestId: string): APIGatewayProxyResult {
  return {
    statusCode: status,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
      ...visible(headers),
    },
    body: body === undefined ? "" : JSON.stringify(body),
  };
}

/** Nothing that a caller sent can end a header and begin another. */
function visible(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/[^ -~]/g, "")]));
}

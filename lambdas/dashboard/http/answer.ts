import type { APIGatewayProxyResult } from "aws-lambda";
import type { ApiError } from "./api-error.ts";
import { traceId } from "./trace-id.ts";

/** An answer with a JSON body. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown): Answer {
  return { status: 201, body };
}

/**
 * The one shape of every error. `detail` repeats the message for clients that read only it; the two ids find the log
 * lines and the trace.
 */
export function errorAnswer({ status, code, message, details, headers }: ApiError, requestId: string): Answer {
  return {
    status,
    headers,
    body: {
      code,
      message,
      detail: message,
      ...(details === undefined ? {} : { details }),
      request_id: requestId,
      trace_id: traceId() ?? null,
    },
  };
}

/**
 * Both front doors take this form. No CORS header is among them: the URL's configuration adds those, and a browser
 * refuses an answer that has them twice.
 */
export function proxyResult({ status, body, headers = {} }: Answer, requestId: string): APIGatewayProxyResult {
  return {
    statusCode: status,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

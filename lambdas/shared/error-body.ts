/** Status of each error code that clients are answered with. */
export const statusOfCode = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  PAYLOAD_TOO_LARGE: 413,
  VALIDATION_ERROR: 422,
  RATE_LIMIT_EXCEEDED: 429,
  INTERNAL_ERROR: 500,
  UPSTREAM_ERROR: 503,
  DATABASE_ERROR: 503,
} as const;

export type ErrorCode = keyof typeof statusOfCode;

/** One thing that is wrong with a request. */
export interface FieldProblem {
  /** Name of the parameter, or path of the field in the body. */
  readonly field: string;
  /** What would be right. */
  readonly expected: string;
}

/** What a client is told of an error. The message names no resource and quotes no value. */
export interface ToldError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: readonly FieldProblem[] | undefined;
}

/** By what the log lines and the trace of a request are found. */
export interface RequestIds {
  readonly requestId: string;
  /** In X-Ray notation; undefined where the request has no trace. */
  readonly traceId: string | undefined;
}

/** The one shape of every error. `detail` repeats the message for clients that read only it. */
export function errorBody({ code, message, details }: ToldError, { requestId, traceId }: RequestIds) {
  return {
    code,
    message,
    detail: message,
    ...(details === undefined ? {} : { details }),
    request_id: requestId,
    trace_id: traceId ?? null,
  };
}

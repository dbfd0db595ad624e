import { type ErrorCode, type FieldProblem, statusOfCode, type ToldError } from "../../shared/error-body.ts";

interface Extras {
  readonly details?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
  /** The error behind it, for the log. */
  readonly cause?: unknown;
}

/** An answer that is not a success. Its message is meant for the caller: it names no resource and quotes no value. */
export class ApiError extends Error implements ToldError {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: readonly FieldProblem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, { details, headers = {}, cause }: Extras = {}) {
    super(message, { cause });
    this.code = code;
    this.status = statusOfCode[code];
    this.details = details;
    this.headers = headers;
  }
}

/** Seconds after which a caller should try again when the database is overloaded. */
const retryAfterSeconds = 3;

/** Names of the SDK's errors that pass by themselves. */
const passingErrors: ReadonlySet<string> = new Set([
  "InternalServerError",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ServiceUnavailable",
  "ThrottlingException",
  "TimeoutError",
  "TransactionCanceledException",
  "TransactionConflictException",
  "TransactionInProgressException",
]);

/** What the caller is told of an error: nothing but its kind, unless it was meant for the caller. */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof Error && passingErrors.has(error.name)) return databaseError(error);
  return new ApiError("INTERNAL_ERROR", "The request could not be answered.", { cause: error });
}

/** The caller asks too often; `retryAfterSeconds` is rounded up. */
export function rateLimitError(message: string, retryAfterSeconds: number): ApiError {
  return new ApiError("RATE_LIMIT_EXCEEDED", message, { headers: retryAfter(retryAfterSeconds) });
}

/** A provider of data does not answer now, or not in its form. */
export function upstreamError(message: string, retryAfterSeconds: number, cause?: unknown): ApiError {
  return new ApiError("UPSTREAM_ERROR", message, { headers: retryAfter(retryAfterSeconds), cause });
}

/** The database does not answer now. */
export function databaseError(cause: unknown): ApiError {
  return new ApiError("DATABASE_ERROR", "The database does not answer now. Try again in a moment.", {
    headers: retryAfter(retryAfterSeconds),
    cause,
  });
}

function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return { "retry-after": String(Math.ceil(seconds)) };
}

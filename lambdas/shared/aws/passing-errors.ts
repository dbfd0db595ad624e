/** Names of the errors of AWS services and of the SDK that pass by themselves. */
const names: ReadonlySet<string> = new Set([
  "InternalServerError",
  "InternalServiceError",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ServiceUnavailable",
  "ThrottlingException",
  "TimeoutError",
]);

/** Codes of Node's errors where a connection did not come about or broke. */
const connectionCodes: ReadonlySet<unknown> = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);

/** Whether a call of an AWS service failed, after its retries, for a reason that passes by itself. */
export function isPassing(error: unknown): boolean {
  return error instanceof Error && (names.has(error.name) || ("code" in error && connectionCodes.has(error.code)));
}

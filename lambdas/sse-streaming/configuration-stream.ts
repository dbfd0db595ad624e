import { isPassing } from "../shared/aws/passing-errors.ts";
import { type Invocation, refuse } from "./answers.ts";
import { type Authorization, authorize, type ConfigurationRequest } from "./authorization.ts";
import { openStream } from "./open-stream.ts";
import { parseFilterBeside } from "./request.ts";
import { logger, metrics } from "./runtime.ts";

/** Seconds after which a reader should ask again when a table did not answer. */
const retryAfterSeconds = 3;

/** The stream of one configuration, for its person alone. `began`: when the request was taken up, epoch milliseconds. */
export async function streamConfiguration(
  invocation: Invocation,
  configurationId: string,
  began: number,
): Promise<() => string> {
  const { headers, rawQueryString } = invocation.event;
  const request: ConfigurationRequest = { authorization: headers.authorization, configurationId };
  let authorization: Authorization;
  try {
    authorization = await authorize(request, began);
  } catch (error) {
    if (isPassing(error)) return refuseForNow(invocation, error);
    throw error;
  }
  if (authorization.outcome !== "granted") return refuseFor(invocation, authorization.outcome);
  const { tickers } = authorization;
  const parsed = parseFilterBeside(tickers, rawQueryString);
  if (!parsed.ok) return refuse(invocation, { code: "VALIDATION_ERROR", message: parsed.message });
  return openStream(invocation, {
    subject: { ...parsed.filter, configurationId },
    ignored: parsed.ignored,
    caching: "no-store, private",
    began,
    isStillGranted: async () => isSame(tickers, await authorize(request, Date.now())),
  });
}

/** Where the tickers are others, the reader has to connect again: what it knows is about the old ones. */
function isSame(tickers: readonly string[], now: Authorization): boolean {
  return now.outcome === "granted" && [...now.tickers].sort().join() === [...tickers].sort().join();
}

function refuseFor(
  invocation: Invocation,
  outcome: Exclude<Authorization["outcome"], "granted">,
): Promise<() => string> {
  if (outcome === "not_found")
    return refuse(invocation, { code: "NOT_FOUND", message: "There is no such configuration." });
  const message = "Send a valid bearer token in the header Authorization.";
  return refuse(invocation, { code: "UNAUTHORIZED", message }, { "WWW-Authenticate": "Bearer" });
}

/** A table or the secret does not answer now. That says nothing about the configuration. */
function refuseForNow(invocation: Invocation, error: unknown): Promise<() => string> {
  // The class alone: messages of the SDK can quote keys.
  logger.error("stream not authorized", { error_type: error instanceof Error ? error.name : typeof error });
  metrics.StreamServerErrors(1);
  const message = "The database does not answer now. Try again in a moment.";
  return refuse(invocation, { code: "DATABASE_ERROR", message }, { "Retry-After": String(retryAfterSeconds) });
}

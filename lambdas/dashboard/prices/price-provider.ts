import { HttpStatusError } from "../../shared/http.ts";
import { upstreamError } from "../http/api-error.ts";
import { metrics } from "../runtime.ts";
import type { Candle, CandleRequest } from "./candles.ts";
import { fetchCandles } from "./tiingo-prices.ts";

const longestCallMilliseconds = 10_000;
/** What is left to store candles and to answer. */
const reserveMilliseconds = 3_000;

/** Seconds for which the provider is left alone after a failure: ten slow calls would take all of the API's concurrency. */
const pauseSeconds = 30;
const longestPauseSeconds = 3_600;

/** Epoch milliseconds until which no call is made by this execution environment. */
let pausedUntil = 0;

/**
 * Asks the provider of prices, unless it failed a moment ago.
 *
 * @param remainingMilliseconds of the invocation, at this moment.
 * @throws ApiError UPSTREAM_ERROR with the time after which to try again.
 */
export async function askProvider(
  request: CandleRequest,
  remainingMilliseconds: number,
  now: number,
): Promise<readonly Candle[]> {
  if (now < pausedUntil) throw unavailable((pausedUntil - now) / 1000);
  const timeout = Math.min(longestCallMilliseconds, Math.floor(remainingMilliseconds - reserveMilliseconds));
  if (timeout <= 0) throw unavailable(pauseSeconds);
  try {
    const candles = await fetchCandles(request, timeout);
    metrics.PriceCallErrors(0);
    return candles;
  } catch (error) {
    metrics.PriceCallErrors(1);
    const seconds = pauseAfter(error);
    if (!concernsOneRequest(error)) pausedUntil = now + seconds * 1000;
    throw unavailable(seconds, error);
  }
}

/** Whether the provider is well although it refused this request. */
function concernsOneRequest(error: unknown): boolean {
  return error instanceof HttpStatusError && [400, 405, 406, 410, 414, 422].includes(error.status);
}

function pauseAfter(error: unknown): number {
  const asked = error instanceof HttpStatusError ? error.retryAfterSeconds : undefined;
  return Math.min(Math.max(asked ?? pauseSeconds, 1), longestPauseSeconds);
}

function unavailable(seconds: number, cause?: unknown) {
  return upstreamError("Prices cannot be fetched now. Try again in a moment.", seconds, cause);
}

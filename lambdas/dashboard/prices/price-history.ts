import { type FoundCandles, keepCandles, knownCandles } from "./candle-cache.ts";
import { type CandleRequest, candleWidths } from "./candles.ts";
import { askProvider } from "./price-provider.ts";

/** What a look for prices may cost. */
export interface Means {
  /** Counts a call to the provider before it is made; throws where there may be no more of them. */
  beforeCall(): Promise<void>;
  /** Until the invocation ends. */
  remainingMilliseconds(): number;
}

/**
 * Candles of a ticker, from what is kept or from the provider. Where it has none within days, those of whole days.
 *
 * @param now epoch milliseconds.
 * @throws ApiError UPSTREAM_ERROR where the provider does not answer; what `beforeCall` throws.
 */
export async function findCandles(request: CandleRequest, means: Means, now: number): Promise<FoundCandles> {
  const known = await knownCandles(request, now);
  if (known !== undefined) return known;
  await means.beforeCall();
  const candles = await askProvider(request, means.remainingMilliseconds(), now);
  const fallBack = candles.length === 0 && request.width !== "D";
  const { candles: all, width } = fallBack
    ? await findCandles({ ...request, width: "D" }, means, now)
    : { candles, width: request.width };
  const keptUntil = Math.floor(now / 1000) + candleWidths[request.width].keepSeconds;
  const found = { candles: all, width, expiresAt: keptUntil * 1000 };
  await keepCandles(request, found);
  return found;
}

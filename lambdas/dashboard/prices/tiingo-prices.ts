import * as z from "zod/mini";
import { readSecret } from "../../shared/aws/secrets.ts";
import { callHttp, endpoint, HttpStatusError } from "../../shared/http.ts";
import { configuration, traced } from "../runtime.ts";
import { type Candle, type CandleRequest, candleWidths } from "./candles.ts";

/** A text that is no list of candles. Quotes nothing of it. */
class PriceDocumentError extends Error {
  override readonly name = "PriceDocumentError";
}

const price = z.number().check(z.gt(0));

/** An entry of both price endpoints (Tiingo documentation, 2.1.2 and 2.5.3). */
const entryForm = z.object({
  date: z.iso.datetime({ offset: true }),
  open: price,
  high: price,
  low: price,
  close: price,
  volume: z.number().check(z.gte(0)),
});

/**
 * Fetches candles, oldest first; none where Tiingo does not know the ticker. Entries without all prices are left out:
 * Tiingo gives them for intervals without a trade.
 *
 * @throws HttpStatusError, TimeoutError or TypeError as `callHttp`; PriceDocumentError where the answer is no list, or
 *   where none of its entries is a candle; what reading the secret throws.
 */
export function fetchCandles(request: CandleRequest, timeoutMilliseconds: number): Promise<readonly Candle[]> {
  return traced("fetch_prices", async (annotate) => {
    annotate({ resolution: request.width });
    const key = await readSecret(configuration.TIINGO_SECRET_ARN, "api_key");
    const headers = { accept: "application/json", authorization: `Token ${key}` };
    const text = await fetchText(addressOf(request), headers, timeoutMilliseconds);
    const candles = text === undefined ? [] : readCandles(text, request);
    annotate({ result_count: candles.length });
    return candles;
  });
}

async function fetchText(url: URL, headers: Readonly<Record<string, string>>, timeoutMilliseconds: number) {
  try {
    const response = await callHttp(url, { headers, timeoutMilliseconds });
    return await response.text();
  } catch (error) {
    if (error instanceof HttpStatusError && error.status === 404) return undefined;
    throw error;
  }
}

function addressOf({ ticker, width, start, end }: CandleRequest): URL {
  const days = { startDate: start, endDate: end };
  if (width === "D") return endpoint(configuration.TIINGO_URL, `/tiingo/daily/${ticker}/prices`, days);
  return endpoint(configuration.TIINGO_URL, `/iex/${ticker}/prices`, {
    ...days,
    resampleFreq: candleWidths[width].tiingo,
    columns: "open,high,low,close,volume",
  });
}

function readCandles(text: string, { width }: CandleRequest): readonly Candle[] {
  const entries = parseList(text);
  const candles = entries.flatMap((entry) => {
    const { data } = z.safeParse(entryForm, entry);
    if (data === undefined) return [];
    const date = new Date(data.date).toISOString();
    return [{ ...data, date: width === "D" ? date.slice(0, 10) : date }];
  });
  if (entries.length > 0 && candles.length === 0) throw new PriceDocumentError("Tiingo's entries are no candles");
  return candles.sort((one, other) => (one.date < other.date ? -1 : 1));
}

function parseList(text: string): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new PriceDocumentError("Tiingo answered with a text that is not JSON");
  }
  if (!Array.isArray(parsed)) throw new PriceDocumentError("Tiingo answered with JSON that is not a list");
  return parsed;
}

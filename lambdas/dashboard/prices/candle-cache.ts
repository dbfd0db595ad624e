import * as z from "zod/mini";
import { getItem, putItem } from "../../shared/aws/dynamodb.ts";
import { configuration } from "../runtime.ts";
import { type Candle, type CandleRequest, type CandleWidth, candle, candleWidthNames } from "./candles.ts";
import { recentlyUsed } from "./recently-used.ts";

/** What was found for a request. Without candles: the provider has none. */
export interface FoundCandles {
  readonly candles: readonly Candle[];
  /** Width of the candles, which is not the one that was asked for where there were none of that. */
  readonly width: CandleWidth;
  /** When it is to be asked for again: epoch milliseconds. */
  readonly expiresAt: number;
}

const provider = "tiingo";

/** A row of DynamoDB may have 400 KB. What is larger is kept in memory alone; a week of minutes has 260 KB. */
const maximumBytes = 380_000;
const entriesInMemory = 256;

const memory = recentlyUsed<FoundCandles>(entriesInMemory);

const rowForm = z.object({
  candles: z.string(),
  width: z.enum(candleWidthNames),
  ttl_timestamp: z.int(),
});
const candlesForm = z.array(candle);

/** What this environment or another one found for the same request and may still use; undefined: nothing. */
export async function knownCandles(request: CandleRequest, now: number): Promise<FoundCandles | undefined> {
  const name = nameOf(request);
  const remembered = memory.get(name);
  if (remembered !== undefined && now < remembered.expiresAt) return remembered;
  const row = await getItem(configuration.OHLC_CACHE_TABLE, { Key: keyOf(request) });
  const { data } = z.safeParse(rowForm, row);
  // Rows outlive their expiry by up to days.
  if (data === undefined || now >= data.ttl_timestamp * 1000) return undefined;
  const candles = z.safeParse(candlesForm, JSON.parse(data.candles));
  if (!candles.success) return undefined;
  const found = { candles: candles.data, width: data.width, expiresAt: data.ttl_timestamp * 1000 };
  memory.set(name, found);
  return found;
}

/** Keeps what was found under the request that was made, also where its candles are wider than asked for. */
export async function keepCandles(request: CandleRequest, found: FoundCandles): Promise<void> {
  memory.set(nameOf(request), found);
  const candles = JSON.stringify(found.candles);
  if (Buffer.byteLength(candles) > maximumBytes) return;
  await putItem(configuration.OHLC_CACHE_TABLE, {
    Item: { ...keyOf(request), candles, width: found.width, ttl_timestamp: found.expiresAt / 1000 },
  });
}

function keyOf({ ticker, width, start, end }: CandleRequest) {
  return { PK: `${ticker}#${provider}`, SK: `${width}#${start}#${end}` };
}

function nameOf(request: CandleRequest): string {
  return Object.values(keyOf(request)).join("#");
}

import { newToken, send } from "./dashboard.ts";
import { standInTiingo, type TiingoAnswer } from "./stand-in-tiingo.ts";

export const tiingo = standInTiingo();

/** A ticker that no test before has asked for: what is kept in memory lives as long as the file. */
let tickers = 0;
function newTicker(): string {
  tickers += 1;
  return `T${String.fromCharCode(65 + Math.floor(tickers / 26), 65 + (tickers % 26))}`;
}

/** Somebody who follows a new ticker, and a way to ask for its prices. Calls to Tiingo are counted anew. */
export async function follower() {
  const symbol = newTicker();
  const token = await newToken();
  await send({ method: "POST", path: "/api/v2/configurations", token, body: { name: "Mine", tickers: [symbol] } });
  tiingo.calls.length = 0;
  const ask = (query: Readonly<Record<string, string>> = {}) =>
    send({ path: `/api/v2/tickers/${symbol}/ohlc`, token, query });
  return { symbol, token, ask };
}

/** Answers within days by one list and whole days by another. */
export function answers(intraday: TiingoAnswer, daily: TiingoAnswer): void {
  tiingo.answer = ({ path }) => (path.startsWith("/iex/") ? intraday : daily);
}

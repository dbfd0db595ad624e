import { vi } from "vitest";

/** A call that a function made to a provider. */
export interface SeenCall {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly redirect: string | undefined;
}

/** What Tiingo answers to a path: entries, a text as it is, or a status with headers. */
export type TiingoAnswer =
  | readonly unknown[]
  | string
  | { readonly status: number; readonly headers?: Record<string, string> };

/** Stands in for Tiingo's prices behind `fetch`. `answer` is asked anew at every call; it may throw. */
export function standInTiingo() {
  const calls: SeenCall[] = [];
  const tiingo = { calls, answer: (_: SeenCall): TiingoAnswer => [] };
  vi.stubGlobal("fetch", async (url: URL, { headers, redirect }: RequestInit) => {
    const call: SeenCall = {
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...(headers as Record<string, string>) },
      redirect,
    };
    calls.push(call);
    const answer = tiingo.answer(call);
    if (typeof answer === "string") return new Response(answer);
    if ("status" in answer) return new Response("{}", { ...answer });
    return new Response(JSON.stringify(answer));
  });
  return tiingo;
}

/** An entry of `GET /tiingo/daily/{ticker}/prices`, as its documentation gives it. */
export function dailyEntry(day: string) {
  return {
    date: `${day}T00:00:00.000Z`,
    close: 11,
    high: 12,
    low: 9,
    open: 10,
    volume: 1_000_000,
    adjClose: 5.5,
    adjHigh: 6,
    adjLow: 4.5,
    adjOpen: 5,
    adjVolume: 2_000_000,
    divCash: 0,
    splitFactor: 1,
  };
}

/** An entry of `GET /iex/{ticker}/prices`. */
export function intradayEntry(date: string) {
  return { date, open: 10, high: 12, low: 9, close: 11, volume: 500 };
}

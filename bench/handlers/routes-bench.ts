import { urlEvent } from "../../__tests__/lambdas/dashboard/requests.ts";
import type { Session } from "../session.ts";
import { emptyBenchAccount, tickers } from "./account.ts";
import { type MeasuredFunction, timed, withFunction } from "./measured-function.ts";
import { signedIn } from "./person.ts";
import { storeScored } from "./scored-stories.ts";
import { type Latencies, latenciesOf } from "./workload.ts";

/** Scored stories of the last day that the tables hold. */
const storedStories = 2_000;

const followed = tickers(20);

/** The routes that a dashboard asks for again and again. */
const routes: readonly { readonly path: string; readonly query?: Readonly<Record<string, string>> }[] = [
  { path: "/health" },
  { path: "/api/v2/articles", query: { limit: "20" } },
  { path: "/api/v2/articles", query: { limit: "20", tickers: followed.slice(3, 4).join() } },
  { path: "/api/v2/sentiment", query: { tickers: followed.slice(0, 5).join() } },
  { path: `/api/v2/timeseries/${followed[0]}`, query: { resolution: "1h" } },
  { path: "/api/v2/timeseries/batch", query: { resolution: "5m", tickers: followed.join() } },
  { path: "/api/v2/metrics" },
  { path: "/api/v2/configurations" },
  { path: "/api/openapi.json" },
];

/** Requests the routes of the dashboard, each so many times from one warm environment. */
export function requestRoutes(session: Session, requests: number): Promise<readonly Latencies[]> {
  const account = emptyBenchAccount();
  storeScored(account, followed, storedStories);
  return withFunction(session, "dashboard", account, {}, async (measured) => {
    const { authorization } = await signedIn(account, followed.slice(0, 5));
    const found: Latencies[] = [];
    for (const { path, query = {} } of routes) {
      const event = urlEvent({ path, query, headers: { authorization } });
      await request(measured, event);
      const milliseconds: number[] = [];
      for (let index = 0; index < requests; index += 1) milliseconds.push(await request(measured, event));
      found.push(latenciesOf(`GET ${path}${queryText(query)}`, milliseconds, measured.peakMemoryBytes()));
    }
    return found;
  });
}

/** Lists of tickers are told by their number. */
function queryText(query: Readonly<Record<string, string>>): string {
  const text = Object.entries(query).map(
    ([name, value]) => `${name}=${name === "tickers" ? `(${value.split(",").length})` : value}`,
  );
  return text.length === 0 ? "" : `?${text.join("&")}`;
}

/** Gives back the milliseconds of a request that has to be answered with 200. */
async function request(measured: MeasuredFunction, event: unknown): Promise<number> {
  const { milliseconds, body } = await timed(measured, event);
  const { statusCode, body: text } = JSON.parse(body) as { readonly statusCode: number; readonly body: string };
  if (statusCode !== 200) throw new Error(`A request was answered with ${statusCode}: ${text.slice(0, 200)}`);
  return milliseconds;
}

import { dailyEntry } from "../lambdas/dashboard/stand-in-tiingo.ts";
import { ask } from "./dashboard-requests.ts";
import { followed, type NewsDay } from "./news-day.ts";
import type { World } from "./world.ts";

const hour = 3_600_000;

/** What each errand was answered with. */
export interface Errands {
  readonly configurations: number;
  readonly prices: number;
  readonly signOut: number;
  /** Status of a story that had waited too long for its score. */
  readonly lateStory: unknown;
}

/** What nobody does on the day, so that every permission is needed once: prices, a list, a sign-out, a story that is late. */
export async function runRareErrands(world: World, { signIn: { token } }: NewsDay): Promise<Errands> {
  const { clock, newsServer, platform } = world;
  newsServer.prices = () => [dailyEntry(new Date(clock.now() - 24 * hour).toISOString().slice(0, 10))];
  const configurations = await ask(world, { path: "/api/v2/configurations", token });
  const prices = await ask(world, { path: `/api/v2/tickers/${followed[0]}/ohlc`, token });
  const signOut = await ask(world, { method: "POST", path: "/api/v2/auth/signout", token });
  await world.put("items", lateStory(clock.now()));
  await world.schedule("ingestion");
  await platform.quiet();
  const late = (await world.rows("items")).find(({ source_id }) => source_id === lateId);
  return {
    configurations: configurations.status,
    prices: prices.status,
    signOut: signOut.status,
    lateStory: late?.status,
  };
}

const lateId = "dedup:late";

/** A story whose request for a score was lost two hours ago. */
function lateStory(now: number): Readonly<Record<string, unknown>> {
  const time = new Date(now - 2 * hour).toISOString();
  return {
    source_id: lateId,
    timestamp: time,
    status: "pending",
    sources: ["tiingo"],
    source_attribution: {},
    headline: "Late",
    ingested_at: time,
    text_for_analysis: "Late",
    matched_tickers: [followed[0]],
  };
}

import { ask } from "../end-to-end/dashboard-requests.ts";
import { scheduledEvent } from "../end-to-end/events.ts";
import { hasSucceeded } from "../end-to-end/platform.ts";
import { urlEvent } from "../helpers/streaming-runtime.ts";
import { analyzeWithFaults } from "./analysis-with-faults.ts";
import type { EmittingWorld } from "./emitting-world.ts";
import { ingestWithFaults } from "./ingestion-with-faults.ts";
import { mailWithFaults, wantAlerts } from "./mails-with-faults.ts";
import { streamToTheDeadline } from "./streams-to-the-deadline.ts";

/** What somebody follows. */
export const followed = ["AAPL", "MSFT"] as const;

/** Somebody who is signed in, with a configuration. */
export interface Follower {
  readonly token: string;
  readonly configurationId: string;
}

/**
 * Lets every function do everything that it has a metric for, failures first of all: each is walked into by a fault
 * around the function, none by a change of it.
 *
 * @throws where a step that must succeed fails, or one that must fail succeeds.
 */
export async function emitEverything(world: EmittingWorld): Promise<void> {
  // Midday: stories of the last hours are of the same day.
  world.clock.advance(12 * 3_600_000);
  const follower = await follow(world);
  await wantAlerts(world);
  await ingestWithFaults(world);
  await analyzeWithFaults(world);
  await mailWithFaults(world);
  await failPrices(world, follower);
  await countWithFaults(world);
  await refuseStream(world, follower);
  await streamToTheDeadline(world, follower);
}

/** Invokes a function. @throws where it fails, or succeeds although it `mustFail`. */
export async function run(
  world: EmittingWorld,
  functionName: string,
  event: unknown,
  { mustFail = false }: { readonly mustFail?: boolean } = {},
): Promise<void> {
  const outcome = await world.invoke(functionName, event);
  if (hasSucceeded(outcome) !== mustFail) return;
  const { kind, failure, error } = { failure: undefined, error: undefined, ...outcome };
  throw new Error(`${functionName}: ${JSON.stringify({ kind, failure, error })}`);
}

async function follow(world: EmittingWorld): Promise<Follower> {
  const session = await ask(world, { method: "POST", path: "/api/v2/auth/anonymous", body: { timezone: "UTC" } });
  const { token } = session.body;
  const body = { name: "Mine", tickers: [...followed] };
  const { body: made } = await ask(world, { method: "POST", path: "/api/v2/configurations", body, token });
  return { token, configurationId: made.config_id };
}

/** The key to the provider of prices cannot be read. */
async function failPrices(world: EmittingWorld, { token }: Follower): Promise<void> {
  const { status } = await world.refusing(
    ({ service, input }) => service === "SecretsManager" && String(input.SecretId).includes("tiingo"),
    () => ask(world, { path: `/api/v2/tickers/${followed[0]}/ohlc`, token }),
  );
  if (status !== 503) throw new Error(`prices were answered with ${status}`);
}

/** Once as always, and once while CloudWatch takes no metric. */
async function countWithFaults(world: EmittingWorld): Promise<void> {
  await run(world, "metrics", scheduledEvent(world.clock.now()));
  await world.refusing(
    ({ service }) => service === "CloudWatch",
    () => run(world, "metrics", scheduledEvent(world.clock.now()), { mustFail: true }),
  );
}

/** Whether the person has the configuration cannot be read for now. */
async function refuseStream(world: EmittingWorld, { token, configurationId }: Follower): Promise<void> {
  const event = urlEvent(`/api/v2/configurations/${configurationId}/stream`, "", { authorization: `Bearer ${token}` });
  await world.refusing(
    ({ operation }) => operation === "GetItem",
    () => run(world, "sse-streaming", event),
    "ThrottlingException",
  );
}

import { setTimeout as wait } from "node:timers/promises";
import { sseStreaming } from "../../lambdas/sse-streaming/contract.ts";
import { urlEvent } from "../helpers/streaming-runtime.ts";
import type { EmittingWorld } from "./emitting-world.ts";
import { type Follower, followed, run } from "./everything-emitted.ts";

/** Longer than the interval of heartbeats, milliseconds. */
const heartbeat = 31_000;

/** Milliseconds before its end at which Lambda's time-out is put: streams tell of it from three seconds on. */
const left = 2_000;

/** Widths of buckets by which the looks of the two streams are told apart. */
const widths = { own: "12h", everybody: "24h" } as const;

/** A stream for everybody and one of a configuration: a new score, a heartbeat, and the end of the function's time. */
export async function streamToTheDeadline(world: EmittingWorld, { token, configurationId }: Follower): Promise<void> {
  const { clock } = world;
  const path = `/api/v2/configurations/${configurationId}/stream`;
  const own = urlEvent(path, `resolutions=${widths.own}`, { authorization: `Bearer ${token}` });
  const everybody = urlEvent("/api/v2/stream", `tickers=${followed.join(",")}&resolutions=${widths.everybody}`);
  const streams = Promise.all([own, everybody].map((event) => run(world, "sse-streaming", event)));
  const began = clock.now();
  const live = async () => {
    await untilLooked(world);
    await world.put("items", scoredNow(clock.now()));
    await untilLooked(world);
    clock.advance(heartbeat);
    await untilLooked(world);
    clock.advance(began + sseStreaming.timeoutSeconds * 1_000 - left - clock.now());
  };
  // Streams that break off would be waited for in vain.
  await Promise.race([live(), streams]);
  await streams;
}

function scoredNow(now: number) {
  const instant = new Date(now).toISOString();
  return {
    source_id: `dedup:${"2".repeat(32)}`,
    timestamp: instant,
    analyzed_at: instant,
    status: "analyzed",
    sentiment: "positive",
    score: 0.9,
    polarity: 0.5,
    sources: ["tiingo"],
    matched_tickers: [...followed],
  };
}

/** Waits until both streams have looked at the tables twice: the second look began after this call. */
async function untilLooked({ aws }: EmittingWorld): Promise<void> {
  const looks = (width: string) => {
    const bucket = `${followed[0]}#${width}`;
    return aws.calls.filter(
      ({ functionName, call }) =>
        functionName === "sse-streaming" && call.operation === "Query" && JSON.stringify(call.input).includes(bucket),
    ).length;
  };
  const before = { own: looks(widths.own), everybody: looks(widths.everybody) };
  while (looks(widths.own) < before.own + 2 || looks(widths.everybody) < before.everybody + 2) await wait(20);
}

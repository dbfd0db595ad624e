import { setTimeout as wait } from "node:timers/promises";
import { urlEvent } from "../../__tests__/helpers/streaming-runtime.ts";
import type { Outcome } from "../../__tests__/rig/invocation.ts";
import type { Session } from "../session.ts";
import { emptyBenchAccount, tickers } from "./account.ts";
import { withFunction } from "./measured-function.ts";
import { store, storeScored, storyOf } from "./scored-stories.ts";
import { type Latencies, latenciesOf } from "./workload.ts";

/** One ticker for each change: its first event after the change is the change. */
const followed = tickers(40);
const storedStories = 200;

/** Seconds between two looks at the tables: what a change waits for, half of it on average, is part of the time. */
export const pollSeconds = 1;

/** A pause that is no multiple of the polls' interval, so that changes fall into every part of it. */
const pauseMilliseconds = 370;

/** Measures how long a change takes from the table to the reader of a stream, once for each of the tickers. */
export function streamChanges(session: Session): Promise<Latencies> {
  const account = emptyBenchAccount();
  storeScored(account, followed, storedStories);
  const seconds = Math.ceil((followed.length * pauseMilliseconds) / 1000) + 4 * pollSeconds;
  const settings = () => ({ SSE_POLL_INTERVAL_SECONDS: pollSeconds, SSE_STREAM_LIFETIME_SECONDS: seconds });
  return withFunction(session, "sse-streaming", account, { settings }, async (measured) => {
    const event = urlEvent("/api/v2/stream", `tickers=${followed.join(",")}&resolutions=24h`);
    const ended = measured.invoke({ event });
    await wait(2_000 * pollSeconds);
    const changes: { readonly ticker: string; readonly at: number }[] = [];
    for (const [index, ticker] of followed.entries()) {
      const story = storyOf([ticker], storedStories + index, Date.now());
      store(account, [{ ...story, timestamp: new Date().toISOString(), polarity: 0.1 }]);
      changes.push({ ticker, at: performance.now() });
      await wait(pauseMilliseconds);
    }
    const peakMemoryBytes = measured.peakMemoryBytes();
    const outcome = await ended;
    const milliseconds = changes.map(({ ticker, at }) => arrival(outcome, ticker, at) - at);
    return latenciesOf(`a change, from table to reader, polls every ${pollSeconds} s`, milliseconds, peakMemoryBytes);
  });
}

/** When the first event about a ticker arrived after that time (`performance.now`). */
function arrival(outcome: Outcome, ticker: string, after: number): number {
  const chunks = "chunks" in outcome ? outcome.chunks : [];
  const found = chunks.find(
    ({ at, bytes }) => at > after && bytes.includes("event: bucket_update") && bytes.includes(`"ticker":"${ticker}"`),
  );
  if (found === undefined) throw new Error(`No event about ${ticker} arrived: the stream ended as ${outcome.kind}`);
  return found.at;
}

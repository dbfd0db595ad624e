import { setTimeout as wait } from "node:timers/promises";
import { urlEvent } from "../../__tests__/helpers/streaming-runtime.ts";
import type { Scenario } from "../../__tests__/rig/trace/scenarios.ts";
import { newTraceHeader } from "../../__tests__/rig/trace/trace-header.ts";
import type { TracedRig } from "../../__tests__/rig/trace/traced-rig.ts";
import { sseStreaming } from "../../lambdas/sse-streaming/contract.ts";
import { tickers } from "../handlers/account.ts";
import { cpuMilliseconds } from "../handlers/process-cpu.ts";
import { store, storyOf } from "../handlers/scored-stories.ts";
import type { Session } from "../session.ts";
import { type Summary, summarize } from "../summary.ts";
import { withBothWays } from "./both-ways.ts";

/** Seconds of a stream with a look at the tables every second, and a new story for every look. */
const streamSeconds = 12;
const followed = tickers(5);

/** Seconds between two looks of a deployed stream. */
export const deployedPollSeconds = sseStreaming.settings.SSE_POLL_INTERVAL_SECONDS.default;

/** A stream with and without tracing, sampled. */
export interface StreamOverhead {
  readonly spansPerPoll: number;
  /** At the rate of a deployed stream with a new story for every look. */
  readonly spansPerSecond: number;
  /** CPU time of one look and what it sends, milliseconds. */
  readonly untracedCpuMilliseconds: Summary;
  readonly tracedCpuMilliseconds: Summary;
  /** What tracing adds, as a share of the time of a deployed stream, percent. */
  readonly addedPercent: Summary;
}

const scenario: Scenario = {
  functionName: sseStreaming.name,
  settings: () => ({ SSE_STREAM_LIFETIME_SECONDS: streamSeconds, SSE_POLL_INTERVAL_SECONDS: 1 }),
  prepare: () => urlEvent("/api/v2/stream", `tickers=${followed.join(",")}&resolutions=24h`),
  paths: [],
  coldPaths: [],
};

/** Lets traced and untraced streams run side by side; undefined where the system does not tell CPU time of processes. */
export function streamOverhead(session: Session): Promise<StreamOverhead | undefined> {
  return withBothWays(session, scenario, 0, async ({ traced, untraced }) => {
    const round = async () => {
      session.report(`tracing: streams of ${streamSeconds} s`);
      const spansBefore = traced.rig.nodes().length;
      const [tracedCpu, untracedCpu] = await Promise.all([stream(traced), stream(untraced)]);
      const spans = traced.rig.nodes().length - spansBefore;
      return tracedCpu === undefined || untracedCpu === undefined ? [] : [{ tracedCpu, untracedCpu, spans }];
    };
    await round();
    const rounds: Awaited<ReturnType<typeof round>>[number][] = [];
    for (let index = 0; index < session.runs; index += 1) rounds.push(...(await round()));
    if (rounds.length === 0) return undefined;
    const perPoll = (figure: (round: (typeof rounds)[number]) => number) =>
      summarize(rounds.map((each) => figure(each) / streamSeconds));
    const spansPerPoll = perPoll(({ spans }) => spans).median;
    const deployedMilliseconds = deployedPollSeconds * 1_000;
    return {
      spansPerPoll,
      spansPerSecond: spansPerPoll / deployedPollSeconds,
      untracedCpuMilliseconds: perPoll(({ untracedCpu }) => untracedCpu),
      tracedCpuMilliseconds: perPoll(({ tracedCpu }) => tracedCpu),
      addedPercent: perPoll((each) => (100 * (each.tracedCpu - each.untracedCpu)) / deployedMilliseconds),
    };
  });
}

/** CPU milliseconds of one stream, from its begin to the end of all that comes after it. */
async function stream(traced: TracedRig): Promise<number | undefined> {
  traced.emptyAccount();
  const before = cpuMilliseconds(traced.rig.processId);
  const traceHeader = newTraceHeader({ isSampled: true });
  const ended = traced.rig.invoke({ event: scenario.prepare(traced.account, 0), traceHeader });
  for (let second = 0; second < streamSeconds - 1; second += 1) {
    await wait(1_000);
    const story = storyOf(followed, second, Date.now());
    store(traced.account, [{ ...story, timestamp: new Date().toISOString() }]);
  }
  const outcome = await ended;
  if (outcome.kind !== "response" || outcome.failure !== undefined)
    throw new Error(`The stream failed: ${outcome.kind}`);
  await traced.rig.idle();
  const after = cpuMilliseconds(traced.rig.processId);
  return before === undefined || after === undefined ? undefined : after - before;
}

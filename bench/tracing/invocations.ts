import { scenarioOf } from "../../__tests__/rig/trace/scenarios.ts";
import { newTraceHeader } from "../../__tests__/rig/trace/trace-header.ts";
import type { TracedRig } from "../../__tests__/rig/trace/traced-rig.ts";
import { cpuMilliseconds } from "../handlers/process-cpu.ts";
import type { Session } from "../session.ts";
import { ratio, type Summary, summarize } from "../summary.ts";
import { withBothWays } from "./both-ways.ts";

/** Functions that are invoked, and as often as counts in one round. */
const invocationsPerRound = { ingestion: 15, analysis: 40, dashboard: 60 } as const;

/** Invocations before the first that counts: the code of a function is compiled while it runs. */
const warmUps = 40;

/** Time of a call of AWS: DynamoDB promises less than ten milliseconds, topics and sources of news take more. */
export const awsMilliseconds = 5;

/** A function with and without tracing, every invocation sampled. */
export interface InvocationOverhead {
  readonly functionName: string;
  /** What every call takes beside the time of the account in memory. */
  readonly awsMilliseconds: number;
  readonly spansPerInvocation: number;
  /** Medians of the rounds' medians. */
  readonly untracedMilliseconds: number;
  readonly tracedMilliseconds: number;
  /** Traced in times of untraced, round by round. */
  readonly times: Summary;
  /** Of one invocation; undefined where the system does not tell. */
  readonly untracedCpuMilliseconds: number | undefined;
  readonly tracedCpuMilliseconds: number | undefined;
}

/** Invokes each function in turns, traced and untraced, once with AWS in memory and once with its usual latency. */
export async function invocationOverheads(session: Session): Promise<readonly InvocationOverhead[]> {
  const overheads: InvocationOverhead[] = [];
  for (const [functionName, invocations] of Object.entries(invocationsPerRound)) {
    for (const latency of [0, awsMilliseconds]) {
      session.report(`tracing: ${functionName}, AWS ${latency === 0 ? "in memory" : `after ${latency} ms`}`);
      overheads.push(await overheadOf(session, functionName, { latency, invocations }));
    }
  }
  return overheads;
}

function overheadOf(
  session: Session,
  functionName: string,
  { latency, invocations }: { readonly latency: number; readonly invocations: number },
): Promise<InvocationOverhead> {
  const scenario = scenarioOf(functionName);
  return withBothWays(session, scenario, latency, async ({ traced, untraced }) => {
    const turn = async (count: number) => {
      const times = { traced: [] as number[], untraced: [] as number[] };
      for (let index = 0; index < count; index += 1) {
        // Each goes first half of the time.
        const first = index % 2 === 0;
        if (first) times.traced.push(await invoke(traced, scenario.prepare));
        times.untraced.push(await invoke(untraced, scenario.prepare));
        if (!first) times.traced.push(await invoke(traced, scenario.prepare));
      }
      return { traced: summarize(times.traced).median, untraced: summarize(times.untraced).median };
    };
    await turn(warmUps);
    const [spansBefore, ...cpuBefore] = [traced.rig.nodes().length, cpuOf(traced), cpuOf(untraced)] as const;
    const rounds: Awaited<ReturnType<typeof turn>>[] = [];
    for (let round = 0; round < session.runs; round += 1) rounds.push(await turn(invocations));
    const counted = session.runs * invocations;
    const cpuEach = (rig: TracedRig, before: number | undefined) => {
      const after = cpuOf(rig);
      return after === undefined || before === undefined ? undefined : (after - before) / counted;
    };
    const [tracedTimes, untracedTimes] = [rounds.map((each) => each.traced), rounds.map((each) => each.untraced)];
    return {
      functionName,
      awsMilliseconds: latency,
      spansPerInvocation: (traced.rig.nodes().length - spansBefore) / counted,
      untracedMilliseconds: summarize(untracedTimes).median,
      tracedMilliseconds: summarize(tracedTimes).median,
      times: ratio(tracedTimes, untracedTimes),
      untracedCpuMilliseconds: cpuEach(untraced, cpuBefore[1]),
      tracedCpuMilliseconds: cpuEach(traced, cpuBefore[0]),
    };
  });
}

function cpuOf({ rig }: TracedRig): number | undefined {
  return cpuMilliseconds(rig.processId);
}

/** Milliseconds from the event to its answer, on an account that holds nothing but what the scenario puts there. */
async function invoke(traced: TracedRig, prepare: (account: TracedRig["account"], round: number) => unknown) {
  traced.emptyAccount();
  const event = prepare(traced.account, 0);
  const traceHeader = newTraceHeader({ isSampled: true });
  const begin = performance.now();
  const outcome = await traced.rig.invoke({ event, traceHeader });
  const milliseconds = performance.now() - begin;
  if (outcome.kind !== "response" || outcome.failure !== undefined)
    throw new Error(`The function failed: ${outcome.kind}`);
  await traced.rig.idle();
  return milliseconds;
}

import { scenarioOf } from "../../__tests__/rig/trace/scenarios.ts";
import { newTraceHeader } from "../../__tests__/rig/trace/trace-header.ts";
import type { TracedRig } from "../../__tests__/rig/trace/traced-rig.ts";
import { handlerCpuMilliseconds } from "../handlers/process-cpu.ts";
import type { Session } from "../session.ts";
import { ratio, type Summary, summarize } from "../summary.ts";
import { withBothWays } from "./both-ways.ts";

/** Functions that are invoked: how often before it counts, because code is compiled while it runs, and how often then. */
const functions = {
  ingestion: { warmUps: 40, invocations: 20 },
  analysis: { warmUps: 100, invocations: 60 },
  dashboard: { warmUps: 150, invocations: 150 },
} as const;

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
  /** Of the thread that runs the handler, each invocation; undefined where the system does not tell. */
  readonly cpu:
    | {
        readonly untracedMilliseconds: Summary;
        readonly tracedMilliseconds: Summary;
        /** What tracing adds, as a share of the time of an untraced invocation, percent. */
        readonly addedPercent: Summary;
      }
    | undefined;
}

/** Invokes each function in turns, traced and untraced, once with AWS in memory and once with its usual latency. */
export async function invocationOverheads(session: Session): Promise<readonly InvocationOverhead[]> {
  const overheads: InvocationOverhead[] = [];
  for (const [functionName, counts] of Object.entries(functions)) {
    for (const latency of [0, awsMilliseconds]) {
      const rounds: Round[] = [];
      for (let round = 0; round < session.runs; round += 1) {
        const aws = latency === 0 ? "in memory" : `after ${latency} ms`;
        session.report(`tracing: ${functionName}, AWS ${aws}, round ${round + 1} of ${session.runs}`);
        rounds.push(await measureRound(session, functionName, { latency, ...counts }));
      }
      overheads.push(overheadOf(functionName, latency, rounds));
    }
  }
  return overheads;
}

/** One pair of processes. Two processes of the same function differ by some percent, so that every round has its own. */
interface Round {
  readonly spans: number;
  readonly untraced: WayFigures;
  readonly traced: WayFigures;
}

interface WayFigures {
  readonly milliseconds: number;
  readonly cpuMilliseconds: number | undefined;
}

function overheadOf(functionName: string, latency: number, rounds: readonly Round[]): InvocationOverhead {
  const times = (way: "traced" | "untraced") => rounds.map((round) => round[way].milliseconds);
  const cpu = rounds.flatMap(({ traced, untraced }) =>
    traced.cpuMilliseconds === undefined || untraced.cpuMilliseconds === undefined
      ? []
      : [{ traced: traced.cpuMilliseconds, untraced: untraced.cpuMilliseconds, of: untraced.milliseconds }],
  );
  return {
    functionName,
    awsMilliseconds: latency,
    spansPerInvocation: summarize(rounds.map(({ spans }) => spans)).median,
    untracedMilliseconds: summarize(times("untraced")).median,
    tracedMilliseconds: summarize(times("traced")).median,
    times: ratio(times("traced"), times("untraced")),
    cpu:
      cpu.length === 0
        ? undefined
        : {
            untracedMilliseconds: summarize(cpu.map(({ untraced }) => untraced)),
            tracedMilliseconds: summarize(cpu.map(({ traced }) => traced)),
            addedPercent: summarize(cpu.map(({ traced, untraced, of }) => (100 * (traced - untraced)) / of)),
          },
  };
}

function measureRound(
  session: Session,
  functionName: string,
  counts: { readonly latency: number; readonly warmUps: number; readonly invocations: number },
): Promise<Round> {
  const scenario = scenarioOf(functionName);
  return withBothWays(session, scenario, counts.latency, async ({ traced, untraced }) => {
    const turns = async (count: number) => {
      const times = { traced: [] as number[], untraced: [] as number[] };
      for (let index = 0; index < count; index += 1) {
        // Each goes first half of the time.
        const first = index % 2 === 0;
        if (first) times.traced.push(await invoke(traced, scenario.prepare));
        times.untraced.push(await invoke(untraced, scenario.prepare));
        if (!first) times.traced.push(await invoke(traced, scenario.prepare));
      }
      return times;
    };
    await turns(counts.warmUps);
    const before = { spans: traced.rig.nodes().length, traced: cpuOf(traced), untraced: cpuOf(untraced) };
    const times = await turns(counts.invocations);
    const figures = (way: "traced" | "untraced", rig: TracedRig): WayFigures => {
      const [begin, end] = [before[way], cpuOf(rig)];
      return {
        milliseconds: summarize(times[way]).median,
        cpuMilliseconds: begin === undefined || end === undefined ? undefined : (end - begin) / counts.invocations,
      };
    };
    return {
      spans: (traced.rig.nodes().length - before.spans) / counts.invocations,
      untraced: figures("untraced", untraced),
      traced: figures("traced", traced),
    };
  });
}

function cpuOf({ rig }: TracedRig): number | undefined {
  return handlerCpuMilliseconds(rig.processId);
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

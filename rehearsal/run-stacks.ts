import { performance } from "node:perf_hooks";
import { type Problem, ProblemError } from "../modules/problem.ts";
import { type StackPhaseName, stackPhases } from "./phases/phases.ts";
import type { AccountSurroundings, RehearsedStack } from "./phases/rehearsed-stack.ts";
import type { PhaseRow } from "./report.ts";
import type { RunReport } from "./run/run-report.ts";
import { notSideBySide } from "./side-by-side.ts";
import type { ResourceStep } from "./terraform/events.ts";

/** Stacks that are worked on at the same time: each takes half a gigabyte of memory and waits most of its time. */
const stacksAtOnce = 2;

/** A stack goes on after these phases although they found something: what was deployed is there all the same. */
const goesOnAfter: readonly StackPhaseName[] = ["second-plan", "run"];

/** What came of the phases of all stacks. */
export interface StackRuns {
  readonly phases: readonly PhaseRow[];
  readonly problems: readonly Problem[];
  /** Resources that were created, by name of the stack. */
  readonly created: ReadonlyMap<string, readonly ResourceStep[]>;
  /** What came of running what was deployed, by name of the stack. */
  readonly runs: ReadonlyMap<string, RunReport>;
}

export interface StackRunsProps {
  readonly stacks: readonly RehearsedStack[];
  readonly phases: readonly StackPhaseName[];
  readonly surroundings: Omit<AccountSurroundings, "onProgress">;
  readonly onProgress: (text: string) => void;
}

/** Takes stacks through phases: every stack through one phase, then every stack through the next. */
export async function runStacks({ stacks, phases, surroundings, onProgress }: StackRunsProps): Promise<StackRuns> {
  const rows: PhaseRow[] = [];
  const problems: Problem[] = [];
  const created = new Map<string, readonly ResourceStep[]>();
  const runs = new Map<string, RunReport>();
  const ended = new Set<RehearsedStack>();
  const run = async (phase: StackPhaseName, stack: RehearsedStack) => {
    const tell = (text: string) => onProgress(`${stack.name}: ${phase} ${text}`);
    tell("…");
    const begun = performance.now();
    const times = () => {
      const ended = performance.now();
      return { seconds: (ended - begun) / 1000, endedAt: ended / 1000 };
    };
    try {
      const { outcome, steps, run: ran } = await stackPhases[phase](stack, { ...surroundings, onProgress: tell });
      if (phase === "apply") created.set(stack.name, steps);
      if (ran !== undefined) runs.set(stack.name, ran);
      rows.push({ phase, stack: stack.name, ...times(), outcome });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
      rows.push({ phase, stack: stack.name, ...times(), outcome: `${error.problems.length} problems` });
      if (!goesOnAfter.includes(phase)) ended.add(stack);
    }
  };
  for (const phase of phases) {
    const waiting = stacks.filter((stack) => !ended.has(stack));
    const worker = async () => {
      for (let stack = waiting.shift(); stack !== undefined; stack = waiting.shift()) {
        surroundings.signal.throwIfAborted();
        await run(phase, stack);
      }
    };
    await Promise.all(Array.from({ length: stacksAtOnce }, worker));
    surroundings.signal.throwIfAborted();
  }
  return { phases: rows, problems: [...problems, ...notSideBySide(rows)], created, runs };
}

import { performance } from "node:perf_hooks";
import type { PhaseName } from "./phases/phases.ts";
import type { PhaseRow } from "./report.ts";

/** Runs a phase that is done once for all stacks, and notes how long it took and what came of it. */
export type InPhase = <Result>(
  phase: PhaseName,
  outcome: (result: Result) => string,
  work: () => Promise<Result>,
) => Promise<Result>;

/** Notes phases in `rows`. */
export function timePhases(rows: PhaseRow[]): InPhase {
  return async (phase, outcome, work) => {
    const begun = performance.now();
    const result = await work();
    const ended = performance.now();
    rows.push({
      phase,
      stack: undefined,
      seconds: (ended - begun) / 1000,
      endedAt: ended / 1000,
      outcome: outcome(result),
    });
    return result;
  };
}

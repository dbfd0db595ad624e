import { performance } from "node:perf_hooks";
import type { Phase } from "../../modules/synthesis/synthesize.ts";

export interface PhaseTime {
  readonly phase: "starting" | Phase;
  readonly seconds: number;
}

/** Times the phases of a synthesis, and says on stderr which one begins. */
export function watchPhases() {
  const begun: { readonly phase: PhaseTime["phase"]; readonly at: number }[] = [{ phase: "starting", at: 0 }];
  return {
    onPhase: (phase: Phase) => {
      begun.push({ phase, at: performance.now() });
      process.stderr.write(`${dim(`${phase} …`)}\n`);
    },
    /** Seconds per phase until now; the process's own start counts as a phase. */
    times: (): readonly PhaseTime[] =>
      begun.map(({ phase, at }, index) => ({
        phase,
        seconds: ((begun[index + 1]?.at ?? performance.now()) - at) / 1000,
      })),
  };
}

function dim(text: string): string {
  const coloured = process.stderr.isTTY && (process.env.NO_COLOR ?? "") === "";
  return coloured ? `\u001b[2m${text}\u001b[22m` : text;
}

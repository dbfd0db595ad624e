import { apply } from "./apply.ts";
import { destroy } from "./destroy.ts";
import { init } from "./init.ts";
import { plan, secondPlan } from "./plan.ts";
import { protection } from "./protection.ts";
import type { AccountSurroundings, PhaseResult, RehearsedStack } from "./rehearsed-stack.ts";
import { run } from "./run.ts";
import { validate } from "./validate.ts";

/** The phases of a rehearsal, in their order. The first two are done once, all others for each stack. */
export const phaseNames = [
  "check",
  "prepare",
  "init",
  "validate",
  "plan",
  "apply",
  "second-plan",
  "run",
  "protection",
  "destroy",
] as const;

export type PhaseName = (typeof phaseNames)[number];

/** The phases of each stack. */
export type StackPhaseName = Exclude<PhaseName, "check" | "prepare">;

/** What each phase does to a stack. */
export const stackPhases: Readonly<
  Record<StackPhaseName, (stack: RehearsedStack, surroundings: AccountSurroundings) => Promise<PhaseResult>>
> = { init, validate, plan, apply, "second-plan": secondPlan, run, protection, destroy };

/** Phases that end what was deployed: left out where a rehearsal is kept. */
export const endingPhases: readonly PhaseName[] = ["protection", "destroy"];

/** The phases of each stack from one of all phases on. */
export function stackPhasesFrom(from: PhaseName, keep: boolean): readonly StackPhaseName[] {
  return phaseNames
    .slice(phaseNames.indexOf(from))
    .filter((phase): phase is StackPhaseName => phase in stackPhases && !(keep && endingPhases.includes(phase)));
}

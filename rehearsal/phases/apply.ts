import type { PhaseResult, RehearsedStack, Surroundings } from "./rehearsed-stack.ts";
import { requireStatus, runTerraform } from "./run-phase.ts";

/** Carries out the plan. */
export async function apply(stack: RehearsedStack, surroundings: Surroundings): Promise<PhaseResult> {
  const run = await runTerraform(stack, surroundings, ["apply", "-json", "-input=false", "plan"]);
  requireStatus(run, [0], stack, "apply");
  return { outcome: `${run.steps.length} resources`, steps: run.steps };
}

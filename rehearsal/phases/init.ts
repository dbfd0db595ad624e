import type { PhaseResult, RehearsedStack, Surroundings } from "./rehearsed-stack.ts";
import { requireStatus, runTerraform } from "./run-phase.ts";

/** Fetches the provider and opens the state. */
export async function init(stack: RehearsedStack, surroundings: Surroundings): Promise<PhaseResult> {
  const run = await runTerraform(stack, surroundings, ["init", "-input=false", "-no-color"]);
  requireStatus(run, [0], stack, "init");
  return { outcome: "ready", steps: [] };
}

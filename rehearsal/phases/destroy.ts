import { ProblemError } from "../../modules/problem.ts";
import type { PhaseResult, RehearsedStack, Surroundings } from "./rehearsed-stack.ts";
import { requireStatus, runTerraform, withoutReading } from "./run-phase.ts";

/**
 * Deletes everything that was deployed.
 *
 * @throws ProblemError where something is left.
 */
export async function destroy(stack: RehearsedStack, surroundings: Surroundings): Promise<PhaseResult> {
  const run = await runTerraform(stack, surroundings, ["destroy", ...withoutReading]);
  requireStatus(run, [0], stack, "destroy");
  const left = await runTerraform(stack, surroundings, ["state", "list"]);
  const addresses = left.stdout.split("\n").filter((line) => line !== "");
  if (addresses.length > 0) throw new ProblemError(addresses.map((address) => notDestroyed(stack, address)));
  return { outcome: `${run.steps.length} resources`, steps: run.steps };
}

function notDestroyed({ name }: RehearsedStack, address: string) {
  return {
    place: `${name}, destroy`,
    found: `${address}, still in the state`,
    expected: "an empty state",
    remedy: "See what keeps it: something else uses it, or it is protected.",
  };
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ProblemError } from "../../modules/problem.ts";
import { liftFile, liftOverride, protectedResources } from "../terraform/lift-protection.ts";
import type { PhaseResult, RehearsedStack, Surroundings } from "./rehearsed-stack.ts";
import { requireStatus, runTerraform, withoutReading } from "./run-phase.ts";

/**
 * Where a stack protects its data: sees that a destroy is refused and changes nothing, then takes the protection away by
 * an override of its own.
 *
 * @throws ProblemError where the destroy is not refused.
 */
export async function protection(stack: RehearsedStack, surroundings: Surroundings): Promise<PhaseResult> {
  const resources = protectedResources(stack.json);
  if (resources.length === 0) return { outcome: "nothing is protected", steps: [] };
  const refused = await runTerraform(stack, surroundings, ["destroy", ...withoutReading]);
  if (refused.status === 0 || refused.steps.length > 0)
    throw new ProblemError([notRefused(stack, refused.steps.length)]);
  const known = refused.diagnostics.every(
    ({ severity, summary }) => severity !== "error" || summary === "Instance cannot be destroyed",
  );
  if (!known) requireStatus(refused, [], stack, "protection");
  writeFileSync(join(stack.directory, liftFile), JSON.stringify(liftOverride(resources), null, 2));
  const lifted = await runTerraform(stack, surroundings, ["apply", ...withoutReading]);
  requireStatus(lifted, [0], stack, "protection");
  return { outcome: `destroy was refused; lifted from ${resources.length} resources`, steps: lifted.steps };
}

function notRefused({ name }: RehearsedStack, destroyed: number) {
  return {
    place: `${name}, protection`,
    found: `a destroy that was carried out (${destroyed} resources)`,
    expected: "a refusal before anything is destroyed, because the stack protects its data",
    remedy: "See which resource lost its prevent_destroy.",
  };
}

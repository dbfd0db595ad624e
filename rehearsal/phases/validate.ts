import { ProblemError } from "../../modules/problem.ts";
import { type Diagnostic, errorsOf } from "../terraform/events.ts";
import type { PhaseResult, RehearsedStack, Surroundings } from "./rehearsed-stack.ts";
import { requireStatus, runTerraform } from "./run-phase.ts";

/** Lets the provider check names, types, enumerations and ranges. */
export async function validate(stack: RehearsedStack, surroundings: Surroundings): Promise<PhaseResult> {
  const run = await runTerraform(stack, surroundings, ["validate", "-json"]);
  const diagnostics = diagnosticsIn(run.stdout);
  const errors = errorsOf(diagnostics, stack.name, "validate");
  if (errors.length > 0) throw new ProblemError(errors);
  requireStatus(run, [0], stack, "validate");
  return { outcome: diagnostics.length === 0 ? "valid" : `valid, ${diagnostics.length} warnings`, steps: [] };
}

/** `validate` writes one JSON document, where other commands write lines. */
function diagnosticsIn(text: string): readonly Diagnostic[] {
  try {
    return JSON.parse(text).diagnostics;
  } catch {
    return [];
  }
}

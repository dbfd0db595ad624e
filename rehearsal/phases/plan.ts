import { ProblemError } from "../../modules/problem.ts";
import type { PhaseResult, RehearsedStack, Surroundings } from "./rehearsed-stack.ts";
import { requireStatus, runTerraform } from "./run-phase.ts";

const planArguments = ["plan", "-json", "-input=false", "-detailed-exitcode"];

/** Plans what is not deployed yet; the plan is kept for apply. */
export async function plan(stack: RehearsedStack, surroundings: Surroundings): Promise<PhaseResult> {
  const run = await runTerraform(stack, surroundings, [...planArguments, "-out=plan"]);
  requireStatus(run, [0, 2], stack, "plan");
  return { outcome: `${run.planned.length} changes`, steps: [] };
}

/**
 * Plans again what was just deployed.
 *
 * @throws ProblemError where anything would change.
 */
export async function secondPlan(stack: RehearsedStack, surroundings: Surroundings): Promise<PhaseResult> {
  const run = await runTerraform(stack, surroundings, planArguments);
  requireStatus(run, [0, 2], stack, "second-plan");
  if (run.status === 0) return { outcome: "empty", steps: [] };
  throw new ProblemError(
    run.planned.map((change) => ({
      place: `${stack.name}, second-plan`,
      found: change,
      expected: "nothing to change right after a deployment",
      remedy: "Look at the difference with terraform plan (npm run rehearse -- <environment> --keep says where).",
    })),
  );
}

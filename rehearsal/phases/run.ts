import { ProblemError } from "../../modules/problem.ts";
import { permissionProblems } from "../run/used-permissions.ts";
import type { AccountSurroundings, PhaseResult, RehearsedStack } from "./rehearsed-stack.ts";

/**
 * Runs what was deployed: the functions, read back from the account, under their own roles, by the triggers that were
 * wired there.
 *
 * @throws ProblemError where something did not go as it must, was denied, or is granted and never needed.
 */
export async function run(stack: RehearsedStack, surroundings: AccountSurroundings): Promise<PhaseResult> {
  const { url, directory, scenario, onProgress } = surroundings;
  const result = await scenario({ stack, url, directory, onProgress });
  if (result === undefined) return { outcome: "nothing in it runs", steps: [] };
  const problems = [...result.problems, ...permissionProblems(stack.name, result.permissions)];
  if (problems.length > 0) throw new ProblemError(problems);
  return { outcome: result.outcome, steps: [], permissions: result.permissions };
}

import { refuseProblems } from "../../modules/problem.ts";
import { removalProblems } from "../run/grant-removal.ts";
import { probeProblems } from "../run/probe.ts";
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
  const { outcome, problems, permissions, probes, alarms, removals } = result;
  refuseProblems([
    ...problems,
    ...permissionProblems(stack.name, permissions),
    ...probeProblems(stack.name, probes),
    ...removalProblems(stack.name, removals),
  ]);
  return { outcome, steps: [], run: { permissions, probes, alarms, removals } };
}

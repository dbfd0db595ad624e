import { ProblemError } from "../../../modules/problem.ts";
import { type TerraformResult, terraform } from "../../../rehearsal/terraform/terraform.ts";
import type { DeployableStack } from "./deployable-stack.ts";
import { explainFailure, plainText } from "./explain-failure.ts";
import { refusedLock } from "./state-lock.ts";
import { unrecordedResources, unrecordedText } from "./unrecorded-resources.ts";

/** Runs Terraform in a stack's folder on this terminal, without judging how it ends. */
export function runStep(
  { directory }: DeployableStack,
  args: readonly string[],
  signal: AbortSignal,
): Promise<TerraformResult> {
  const colours = process.stdout.isTTY ? [] : ["-no-color"];
  const [command = "", ...others] = args;
  return terraform(directory, [command, "-input=false", ...colours, ...others], { signal, shown: true });
}

/**
 * Refuses a step that did not end with one of the expected exit codes. Where another run holds the state, what that may
 * have left is listed.
 *
 * @throws ProblemError with what users can do about it.
 */
export async function requireStatus(
  result: TerraformResult,
  expected: readonly number[],
  stack: DeployableStack,
  step: string,
  signal: AbortSignal,
): Promise<void> {
  const { status, stderr } = result;
  signal.throwIfAborted();
  if (status !== null && expected.includes(status)) return;
  const problem = explainFailure(stack, step, result);
  if (refusedLock(plainText(stderr)) !== undefined) {
    console.error(`\nLooking for what exists of ${stack.name} without being in its state …`);
    console.error(`${unrecordedText(await unrecordedResources(stack, signal), stack)}\n`);
  }
  throw new ProblemError([problem]);
}

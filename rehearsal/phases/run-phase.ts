import { ProblemError } from "../../modules/problem.ts";
import { errorsOf, readEvents, stepIn, type TerraformEvents } from "../terraform/events.ts";
import { terraform } from "../terraform/terraform.ts";
import type { RehearsedStack, Surroundings } from "./rehearsed-stack.ts";

/** Whole resources between two lines of progress. */
const resourcesPerLine = 50;

/**
 * Arguments of what is done without asking, and without reading once more what is deployed: the second plan has just seen that
 * it is as the state says, and half a minute for a stack is worth saving.
 */
export const withoutReading = ["-json", "-input=false", "-auto-approve", "-refresh=false"] as const;

/** How Terraform ended. */
export interface TerraformRun extends TerraformEvents {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Terraform in a stack's directory, with `-json` among its arguments, and reads what it says. */
export async function runTerraform(
  stack: RehearsedStack,
  { variables, signal, onProgress }: Surroundings,
  args: readonly string[],
): Promise<TerraformRun> {
  let done = 0;
  const onLine = (line: string) => {
    if (stepIn(line) === undefined) return;
    done += 1;
    if (done % resourcesPerLine === 0) onProgress(`${done} resources`);
  };
  const result = await terraform(stack.directory, args, { variables, signal, onLine });
  return { ...result, ...readEvents(result.stdout.split("\n")) };
}

/**
 * Refuses a run that did not end with one of the expected exit codes.
 *
 * @throws ProblemError with Terraform's errors.
 */
export function requireStatus(
  { status, stderr, stdout, diagnostics }: TerraformRun,
  expected: readonly number[],
  stack: RehearsedStack,
  phase: string,
): void {
  if (status !== null && expected.includes(status)) return;
  const errors = errorsOf(diagnostics, stack.name, phase);
  if (errors.length > 0) throw new ProblemError(errors);
  const summary = stderr.trim() || stdout.trim().split("\n").at(-1) || `exit code ${status}`;
  throw new ProblemError(errorsOf([{ severity: "error", summary }], stack.name, phase));
}

import { ProblemError } from "../../modules/problem.ts";
import { ValidationError } from "../../modules/synthesis/assemble.ts";
import { UsageError } from "./arguments.ts";

/**
 * Runs a command and sets the exit code: 0 where it succeeded, 1 where it failed, 2 where it was called wrongly. What
 * users can put right is printed as it is; any other error is a defect and keeps its stack trace.
 */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    if (!isForUsers(error)) throw error;
    console.error(error.message);
  }
}

function isForUsers(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof ProblemError || error instanceof ValidationError;
}

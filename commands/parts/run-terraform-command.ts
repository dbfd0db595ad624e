import { MissingToolError } from "../../rehearsal/check-tools.ts";
import type { RehearsalReport } from "../../rehearsal/report.ts";
import { rehearsalReportText } from "./rehearsal-report.ts";
import { runCommand } from "./run-command.ts";

/** Exit code where Terraform or a provider is missing. */
const missingTool = 3;

/**
 * Runs a command that needs Terraform. Ctrl-C asks it to stop in good order, and so does closing the terminal. Exit codes
 * beside those of every command: 3 where Terraform or a provider is missing.
 *
 * @param stopped what is said once it has stopped. Default: that nothing is left.
 */
export async function runTerraformCommand(
  work: (signal: AbortSignal) => Promise<void>,
  stopped = "Stopped; nothing is left of it.",
): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
  // A terminal that is gone takes no words; the work has to come to its end all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  await runCommand(async () => {
    try {
      await work(stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) {
        console.error(stopped);
        process.exitCode = 1;
      } else if (error instanceof MissingToolError) {
        console.error(error.message);
        process.exitCode = missingTool;
      } else throw error;
    }
  });
}

/** Prints a report; with problems the command fails. */
export function printReport(report: RehearsalReport, asJson: boolean): void {
  console.log(asJson ? JSON.stringify(report, null, 2) : rehearsalReportText(report));
  if (report.problems.length > 0) process.exitCode = 1;
}

/** Says on stderr how far a command has come. */
export function sayProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}

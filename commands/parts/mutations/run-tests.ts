import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** What vitest reports of the files that it ran. */
export interface TestReport {
  readonly testResults: readonly {
    /** Absolute path. */
    readonly name: string;
    /** Why the file could not be loaded; empty where it could. */
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Long enough for every test of one project on a busy host. */
const longestRun = 600_000;

/** Milliseconds for one test: what a busy host slows down is not caught. */
const longestTest = 60_000;

/** Lets vitest find every test. The project's own configuration would have copies bundle packages into one folder. */
export const allTests = ["--config", "commands/parts/mutations/all-tests.vitest.config.ts", "--root", "."];

/** Runs tests in a copy of the project; undefined where all of them pass. */
export async function failedTests(copy: string, args: readonly string[]): Promise<TestReport | undefined> {
  const report = join(copy, "..", "tests.json");
  rmSync(report, { force: true });
  const options = ["--testTimeout", String(longestTest), "--reporter", "json", "--outputFile", report];
  const { status, stderr } = await node(copy, ["node_modules/vitest/vitest.mjs", ...args, ...options]);
  if (status === 0) return undefined;
  return readReport(report, stderr);
}

function readReport(path: string, stderr: string): TestReport {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as TestReport;
  } catch {
    throw new Error(`vitest wrote no report: ${stderr.slice(-1_000)}`);
  }
}

/** Runs Node in a copy of the project, to its end. */
export async function node(cwd: string, args: readonly string[]) {
  const child = spawn(process.execPath, args, {
    cwd,
    timeout: longestRun,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CI: "true", NO_COLOR: "1", CHECKPOINT_DISABLE: "1" },
  });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { status: status as number | null, stdout, stderr };
}

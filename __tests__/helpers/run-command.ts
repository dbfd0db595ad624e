import { spawnSync } from "node:child_process";

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a file through `commands/run.mjs`, as the npm scripts do, without a terminal. */
export function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  project: string = process.cwd(),
): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["commands/run.mjs", ...args], {
    cwd: project,
    encoding: "utf8",
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { code: status, stdout, stderr };
}

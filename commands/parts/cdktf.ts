import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ProblemError } from "../../modules/problem.ts";

/**
 * Runs the cdktf CLI on the synthesized output, with this terminal. It makes no network call of its own.
 *
 * @throws ProblemError where it is not installed or fails.
 */
export async function runCdktf(root: string, outputDirectory: string, args: readonly string[]): Promise<void> {
  const command = join(root, "node_modules", ".bin", "cdktf");
  if (!existsSync(command)) throw new ProblemError([notInstalled]);
  const child = spawn(command, [...args, "--skip-synth", "--output", outputDirectory], {
    cwd: root,
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
    stdio: "inherit",
  });
  // Ctrl-C reaches the CLI too, which says what it has stopped: the prompt comes back after that, not before.
  const carryOn = () => {};
  process.on("SIGINT", carryOn);
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  process.off("SIGINT", carryOn);
  if (code === 0) return;
  throw new ProblemError([
    {
      place: `cdktf ${args.join(" ")}`,
      found: code === null ? `it ended by ${signal}` : `exit code ${code}`,
      expected: "success",
      remedy: "See above for what Terraform says.",
    },
  ]);
}

const notInstalled = {
  place: "node_modules/.bin/cdktf",
  found: "nothing",
  expected: "the cdktf CLI, a development dependency",
  remedy: "Run npm ci without leaving out development dependencies.",
};

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Problem, ProblemError, refuseProblems } from "../../modules/problem.ts";

/**
 * Runs the cdktf CLI on the synthesized output, with this terminal. It makes no network call of its own.
 *
 * @throws ProblemError where it is not installed, does not run on this Node, or fails.
 */
export async function runCdktf(root: string, outputDirectory: string, args: readonly string[]): Promise<void> {
  const command = join(root, "node_modules", ".bin", "cdktf");
  if (!existsSync(command)) throw new ProblemError([notInstalled]);
  refuseProblems(nodeProblems(root));
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

/**
 * Whether the CLI can run on this Node: it loads a terminal library that is compiled for each version, and whose last
 * release ends with Node 22.
 */
export function nodeProblems(root: string): readonly Problem[] {
  try {
    createRequire(join(root, "package.json"))("@cdktf/node-pty-prebuilt-multiarch");
    return [];
  } catch {
    return [
      {
        place: "cdktf CLI",
        found: `Node ${process.versions.node}`,
        expected: "Node 20 or 22, for which its terminal library is built",
        remedy: "Run deploy and diff under Node 22. All other commands run on this one.",
      },
    ];
  }
}

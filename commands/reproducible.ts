import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageFunctions } from "../modules/packaging/package-functions.ts";
import { ProblemError } from "../modules/problem.ts";
import { functionsOf } from "../modules/synthesis/stack-definition.ts";
import { stacks } from "../stacks/index.ts";
import { readArguments, type Usage } from "./parts/arguments.ts";
import { copyInputs } from "./parts/copy-inputs.ts";
import { runCommand } from "./parts/run-command.ts";
import { table } from "./parts/table.ts";

const usage: Usage = {
  call: "node commands/run.mjs commands/reproducible.ts [--node <binary>]",
  purpose: "Packages every function under other circumstances and compares the bytes of the zips.",
  options: { node: { type: "string", multiple: true, description: "Another Node to build with; may be repeated." } },
};

/** Circumstances of a build that must not matter. */
interface Circumstances {
  readonly name: string;
  readonly node: string;
  readonly root: string;
  readonly umask: string;
  readonly environment: Readonly<Record<string, string>>;
}

type Hashes = Readonly<Record<string, string>>;

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const root = process.cwd();
  const elsewhere = mkdtempSync(join(tmpdir(), "another place "));
  try {
    const functions = await packageFunctions({ root, requests: functionsOf(stacks) });
    copyInputs(root, functions, elsewhere);
    const expected: Hashes = Object.fromEntries(
      functions.map(({ artifact }) => [artifact.functionName, artifact.sha256]),
    );
    const outcomes = circumstances(root, elsewhere, args.values("node")).map((each) => ({
      name: each.name,
      different: differences(expected, hashesUnder(each)),
    }));
    const rows = outcomes.map(({ name, different }) => [name, different.length === 0 ? "identical" : "different"]);
    console.log(table(["circumstances", `${functions.length} zips`], rows).join("\n"));
    refuseDifferences(outcomes);
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

function circumstances(root: string, elsewhere: string, nodes: readonly string[]): readonly Circumstances[] {
  const here = { node: process.execPath, root, umask: "022", environment: {} };
  return [
    { ...here, name: "without the cache" },
    {
      ...here,
      name: "another path, old files, umask 077, Tokyo, Swedish",
      root: elsewhere,
      umask: "077",
      environment: { TZ: "Asia/Tokyo", LC_ALL: "sv_SE.UTF-8" },
    },
    { ...here, name: "umask 000, Newfoundland", umask: "000", environment: { TZ: "America/St_Johns", LC_ALL: "C" } },
    ...nodes.map((node) => ({ ...here, name: execFileSync(node, ["--version"], { encoding: "utf8" }).trim(), node })),
  ];
}

function hashesUnder({ node, root, umask, environment }: Circumstances): Hashes {
  const command = `umask ${umask} && exec "$0" commands/run.mjs commands/hashes.ts --root "$1"`;
  const output = execFileSync("/bin/sh", ["-c", command, node, root], {
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  return JSON.parse(output) as Hashes;
}

function differences(expected: Hashes, found: Hashes): readonly string[] {
  return Object.keys({ ...expected, ...found }).filter((name) => expected[name] !== found[name]);
}

function refuseDifferences(
  outcomes: readonly { readonly name: string; readonly different: readonly string[] }[],
): void {
  const problems = outcomes
    .filter(({ different }) => different.length > 0)
    .map(({ name, different }) => ({
      place: `packaging under other circumstances: ${name}`,
      found: `other bytes of ${different.join(", ")}`,
      expected: "the same bytes",
      remedy: "Unpack both zips and compare them; what differs depends on more than the sources.",
    }));
  if (problems.length > 0) throw new ProblemError(problems);
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageFunctions } from "../modules/packaging/package-functions.ts";
import { functionsOf } from "../modules/synthesis/stack-definition.ts";
import { stacks } from "../stacks/index.ts";
import { readArguments, type Usage } from "./parts/arguments.ts";
import { runCommand } from "./parts/run-command.ts";

const usage: Usage = {
  call: "node commands/run.mjs commands/hashes.ts [--root <folder>]",
  purpose: "Packages every function without the cache and prints the SHA-256 of each zip, by function, as JSON.",
  options: { root: { type: "string", description: "Folder of the sources. Default: this project." } },
};

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const cacheDirectory = mkdtempSync(join(tmpdir(), "hashes-"));
  try {
    const root = args.values("root").at(-1) ?? process.cwd();
    const packaged = await packageFunctions({ root, requests: functionsOf(stacks), cacheDirectory });
    const hashes = packaged.map(({ artifact }) => [artifact.functionName, artifact.sha256]);
    console.log(JSON.stringify(Object.fromEntries(hashes), null, 2));
  } finally {
    rmSync(cacheDirectory, { recursive: true });
  }
});

// Runs a TypeScript file of this project under plain Node: `node commands/run.mjs main.ts [arguments]`.
// The file and what it imports from the project are bundled in some 50 ms; packages stay where they are.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [, , entry, ...args] = process.argv;
const root = process.cwd();
const result = await build({
  absWorkingDir: root,
  entryPoints: [entry],
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: "inline",
  write: false,
  logLevel: "warning",
});
const code = result.outputFiles[0].contents;
const directory = join(root, ".cache", "commands");
const file = join(directory, `${createHash("sha256").update(code).digest("hex").slice(0, 16)}.mjs`);
if (!existsSync(file)) {
  mkdirSync(directory, { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, code);
  renameSync(partial, file);
}
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], resolve(entry), ...args];
await import(pathToFileURL(file).href);

import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { arch, versions } from "node:process";
import type { Metafile } from "esbuild";
import type { PackageRequest } from "./build.ts";
import { bundleOptions } from "./bundle.ts";
import { contractText } from "./contract-module.ts";
import type { FileDigests } from "./file-digests.ts";

/**
 * Everything beside the inputs that can change a build: the versions of esbuild, archiver and what they use (the lock
 * file, and npm's record of what is installed), this folder's own code, and the zlib of the running Node. Its versions
 * compress the project's bundles to the same bytes so far, but nothing promises that, and a rebuild costs half a second.
 */
export function toolKey(root: string, digestOf: FileDigests): string {
  const packaging = join("modules", "packaging");
  const sources = existsSync(join(root, packaging)) ? readdirSync(join(root, packaging)).sort() : [];
  return sha256([
    bundleOptions,
    [versions.zlib, arch],
    ["package-lock.json", "node_modules/.package-lock.json"].map(digestOf),
    sources.map((name) => [name, digestOf(join(packaging, name))]),
  ]);
}

/**
 * Files whose bytes decide a build, relative to the project: what esbuild read, and every `package.json` on the way to
 * it, there or not, because it decides how packages are resolved and which modules have side effects. No other file can
 * take the place of one of these: imports in the project carry their extension, packages change through npm alone.
 */
export function buildInputs(metafile: Metafile): readonly string[] {
  const read = Object.keys(metafile.inputs);
  const folders = new Set(read.flatMap(foldersAbove));
  return [...new Set([...read, ...[...folders].map((folder) => join(folder, "package.json"))])].sort();
}

function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === "." || folder === ".." || folder === dirname(folder) || folder.endsWith("/..")) return folders;
  }
}

/** Name of the build, among those of one function, that a request, the tools and the inputs' present content lead to. */
export function buildKey(
  { entryPoint, files, contract }: PackageRequest,
  tools: string,
  inputs: readonly string[],
  digestOf: FileDigests,
): string {
  const texts = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  const atRunTime = contract === undefined ? "" : contractText(contract);
  return sha256([entryPoint, texts, atRunTime, tools, inputs.map((path) => [path, digestOf(path)])]);
}

function sha256(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

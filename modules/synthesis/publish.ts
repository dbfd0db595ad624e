import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { PackagedFunction } from "../packaging/package-functions.ts";
import { exclusive } from "./exclusive.ts";
import { referencedArtifacts } from "./output-checks.ts";
import type { ManifestEntry, SynthesizedStack } from "./synthesized-stack.ts";

/** Begin of the names of folders, in the output directory, in which a synthesis is put together. */
export const stagingPrefix = ".staging-";
const abandonedMilliseconds = 60 * 60 * 1000;

export interface Publication {
  readonly outputDirectory: string;
  /** Empty folder on the same file system, from which files are moved into place. */
  readonly stagingDirectory: string;
  readonly cdktfVersion: string;
  readonly functions: readonly PackagedFunction[];
  readonly stacks: readonly SynthesizedStack[];
  /** Names of all stacks that exist, in order. Those that were not synthesized keep their output. */
  readonly stackNames: readonly string[];
}

/**
 * Puts a complete synthesis into place. Everything is written beside the output first and then moved by rename: what
 * stacks refer to, then the stacks, the manifest last. What nothing refers to any more is removed after that; Terraform's
 * own files in the stacks' folders (`.terraform`, lock file, state) are never touched.
 */
export async function publish(publication: Publication): Promise<void> {
  const { outputDirectory, stagingDirectory } = publication;
  const staged = stage(publication);
  await exclusive(join(outputDirectory, ".publishing"), () => {
    const entries = manifestEntries(publication);
    const manifest = join(stagingDirectory, "publish", "manifest.json");
    const content = { stacks: Object.fromEntries(entries.map((entry) => [entry.name, entry])) };
    writeFileSync(manifest, JSON.stringify({ ...content, version: publication.cdktfVersion }, null, 2));
    for (const path of [...staged, "manifest.json"]) {
      mkdirSync(dirname(join(outputDirectory, path)), { recursive: true });
      renameSync(join(stagingDirectory, "publish", path), join(outputDirectory, path));
    }
    removeUnreferenced(outputDirectory, entries);
    removeAbandonedStaging(outputDirectory);
  });
}

/** Writes zips, source maps and stacks into the staging folder. Paths are relative to the output directory. */
function stage({ stagingDirectory, functions, stacks }: Publication): readonly string[] {
  const files: readonly (readonly [path: string, content: string | Uint8Array])[] = [
    ...functions.map(({ artifact, zip }) => [join("artifacts", artifact.fileName), zip] as const),
    ...functions.map(({ artifact, sourceMap }) => [sourceMapPath(artifact.fileName), sourceMap] as const),
    ...stacks.map(({ manifestEntry, text }) => [manifestEntry.synthesizedStackPath, text] as const),
  ];
  for (const [path, content] of files) {
    const file = join(stagingDirectory, "publish", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return files.map(([path]) => path);
}

/** The source map of an artifact's `handler.mjs`: beside the zips, under the zip's name. */
function sourceMapPath(artifactFileName: string): string {
  return join("source-maps", artifactFileName.replace(/\.zip$/, ".mjs.map"));
}

/** Entries of the new manifest: what was synthesized, and of the previous manifest what still exists. */
function manifestEntries({ outputDirectory, stacks, stackNames }: Publication): readonly ManifestEntry[] {
  const previous = previousEntries(outputDirectory);
  return stackNames.flatMap((name) => {
    const synthesized = stacks.find((stack) => stack.name === name)?.manifestEntry;
    const entry = synthesized ?? previous[name];
    if (entry === undefined) return [];
    return synthesized !== undefined || existsSync(join(outputDirectory, entry.synthesizedStackPath)) ? [entry] : [];
  });
}

function previousEntries(outputDirectory: string): Readonly<Record<string, ManifestEntry>> {
  const manifest = join(outputDirectory, "manifest.json");
  if (!existsSync(manifest)) return {};
  try {
    return JSON.parse(readFileSync(manifest, "utf8")).stacks ?? {};
  } catch {
    // Not a manifest: it is replaced by one that names what was synthesized.
    return {};
  }
}

function removeUnreferenced(outputDirectory: string, entries: readonly ManifestEntry[]): void {
  const published = new Set(entries.map(({ name }) => name));
  for (const folder of filesIn(join(outputDirectory, "stacks")).filter((name) => !published.has(name))) {
    rmSync(join(outputDirectory, "stacks", folder, "cdk.tf.json"), { force: true });
    removeIfEmpty(join(outputDirectory, "stacks", folder));
  }
  const texts = entries.map(({ synthesizedStackPath }) =>
    readFileSync(join(outputDirectory, synthesizedStackPath), "utf8"),
  );
  const referenced = [...new Set(texts.flatMap((text) => [...referencedArtifacts(text)]))];
  const kept = new Set(referenced.flatMap((fileName) => [join("artifacts", fileName), sourceMapPath(fileName)]));
  for (const folder of ["artifacts", "source-maps"]) {
    const paths = filesIn(join(outputDirectory, folder)).map((name) => join(folder, name));
    for (const path of paths.filter((each) => !kept.has(each))) rmSync(join(outputDirectory, path), { force: true });
  }
}

/** Staging folders of runs that were killed. */
function removeAbandonedStaging(outputDirectory: string): void {
  for (const name of filesIn(outputDirectory).filter((each) => each.startsWith(stagingPrefix))) {
    const changed = statSync(join(outputDirectory, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changed < abandonedMilliseconds) continue;
    rmSync(join(outputDirectory, name), { recursive: true, force: true });
  }
}

function filesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function removeIfEmpty(folder: string): void {
  if (filesIn(folder).length === 0) rmdirSync(folder);
}

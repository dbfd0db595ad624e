import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Build } from "./build.ts";

/** Builds kept of one function: enough for a change, its undoing and another branch. */
const keptBuilds = 4;

const extension = ".build";

/** First line of a kept build; zip, source map and metafile follow it. */
interface Header {
  /** Files, relative to the project, whose content makes up the key. */
  readonly inputs: readonly string[];
  readonly zipBytes: number;
  readonly sourceMapBytes: number;
  readonly digest: string;
}

/**
 * Finds the build of a function whose key is what its inputs say now. A build that cannot be read, or is not what was
 * written under this key, counts as not found.
 */
export function findBuild(directory: string, keyOf: (inputs: readonly string[]) => string): Build | undefined {
  for (const name of buildNames(directory)) {
    try {
      const build = readBuild(readFileSync(join(directory, name)), name.slice(0, -extension.length), keyOf);
      if (build === undefined) continue;
      // Used is as good as new: what is asked for again and again is the last to be thrown away.
      utimesSync(join(directory, name), new Date(), new Date());
      return build;
    } catch {
      // Being replaced by another run, or damaged: packaging anew is always right.
    }
  }
  return undefined;
}

function readBuild(bytes: Buffer, key: string, keyOf: (inputs: readonly string[]) => string): Build | undefined {
  const end = bytes.indexOf("\n");
  const { digest, ...header } = JSON.parse(bytes.toString("utf8", 0, end)) as Header;
  const body = bytes.subarray(end + 1);
  if (keyOf(header.inputs) !== key || digestOf(key, header, body) !== digest) return undefined;
  const mapStart = header.zipBytes;
  const metafileStart = mapStart + header.sourceMapBytes;
  return {
    zip: body.subarray(0, mapStart),
    sourceMap: body.subarray(mapStart, metafileStart),
    metafile: JSON.parse(body.toString("utf8", metafileStart)),
  };
}

/** Keeps a build under its key. Runs at the same time do not disturb each other: a file appears complete or not at all. */
export function keepBuild(directory: string, key: string, inputs: readonly string[], build: Build): void {
  const header = { inputs, zipBytes: build.zip.length, sourceMapBytes: build.sourceMap.length };
  const body = Buffer.concat([build.zip, build.sourceMap, Buffer.from(JSON.stringify(build.metafile))]);
  const line = JSON.stringify({ ...header, digest: digestOf(key, header, body) } satisfies Header);
  mkdirSync(directory, { recursive: true });
  const partial = join(directory, `${key}.${randomUUID()}`);
  writeFileSync(partial, Buffer.concat([Buffer.from(`${line}\n`), body]));
  renameSync(partial, join(directory, `${key}${extension}`));
  for (const name of buildNames(directory).slice(keptBuilds)) rmSync(join(directory, name), { force: true });
}

/** Kept builds, the last used first. */
function buildNames(directory: string): readonly string[] {
  const names = statSync(directory, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(directory);
  return names
    .filter((name) => name.endsWith(extension))
    .map((name) => ({ name, time: statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time)
    .map(({ name }) => name);
}

function digestOf(key: string, header: Omit<Header, "digest">, body: Uint8Array): string {
  const { inputs, zipBytes, sourceMapBytes } = header;
  return createHash("sha256")
    .update(JSON.stringify([key, inputs, zipBytes, sourceMapBytes]))
    .update(body)
    .digest("hex");
}

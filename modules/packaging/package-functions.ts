import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Artifact } from "./artifact.ts";
import { refuseOverBudget } from "./budgets.ts";
import type { Build, PackageRequest } from "./build.ts";
import { findBuild, keepBuild } from "./build-cache.ts";
import { buildInputs, buildKey, toolKey } from "./build-key.ts";
import { bundle } from "./bundle.ts";
import { fileDigests } from "./file-digests.ts";
import { zip } from "./zip.ts";

/** A packaged function, not yet on disk. */
export interface PackagedFunction extends Build {
  readonly artifact: Artifact;
  /** Whether it was found in the cache. */
  readonly fromCache: boolean;
}

export interface PackagingProps {
  /** The project's folder. */
  readonly root: string;
  readonly requests: readonly PackageRequest[];
  /** Where builds are kept between runs. Default: `.cache/packaging` in the project. */
  readonly cacheDirectory?: string;
}

/** Kernels stamp files up to some milliseconds late: a change within this time may be newer than it says. */
const clockGranularityMilliseconds = 20;

/**
 * Bundles and zips functions: those that are not in the cache in one go. Nothing is written but the cache.
 *
 * @throws ProblemError where sources cannot be bundled or a zip is above its budget.
 */
export async function packageFunctions({
  root,
  requests,
  cacheDirectory = join(root, ".cache", "packaging"),
}: PackagingProps): Promise<readonly PackagedFunction[]> {
  const digestOf = fileDigests(root);
  const tools = toolKey(root, digestOf);
  const cached = new Map<PackageRequest, Build>();
  for (const request of requests) {
    const keyOf = (inputs: readonly string[]) => buildKey(request, tools, inputs, digestOf);
    const build = findBuild(join(cacheDirectory, request.functionName), keyOf);
    if (build !== undefined) cached.set(request, build);
  }
  const missing = requests.filter((request) => !cached.has(request));
  const built = await buildAndKeep(root, cacheDirectory, missing);
  const functions = requests.map((request): PackagedFunction => {
    const build = cached.get(request) ?? built.get(request);
    if (build === undefined) throw new Error(`${request.functionName} was not built`);
    return { ...build, artifact: artifactOf(request.functionName, build.zip), fromCache: cached.has(request) };
  });
  refuseOverBudget(functions.map(({ artifact, metafile }) => ({ ...artifact, metafile })));
  return functions;
}

async function buildAndKeep(
  root: string,
  cacheDirectory: string,
  requests: readonly PackageRequest[],
): Promise<ReadonlyMap<PackageRequest, Build>> {
  const begin = Date.now();
  const bundles = await bundle(root, requests);
  // Read again after the build: what changed while it ran must not be taken for what went into it.
  const digestOf = fileDigests(root);
  const tools = toolKey(root, digestOf);
  const builds = requests.map(async (request, index) => {
    const { code, sourceMap, metafile } = bundles[index] ?? missingBundle(request);
    const build = { zip: await zip({ "handler.mjs": code, ...request.files }), sourceMap, metafile };
    const inputs = buildInputs(metafile);
    const key = buildKey(request, tools, inputs, digestOf);
    if (!inputs.some((path) => changedSince(resolve(root, path), begin))) {
      keepBuild(join(cacheDirectory, request.functionName), key, inputs, build);
    }
    return [request, build] as const;
  });
  return new Map(await Promise.all(builds));
}

function missingBundle({ functionName }: PackageRequest): never {
  throw new Error(`${functionName} was not bundled`);
}

function changedSince(file: string, time: number): boolean {
  const changed = statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0;
  return changed >= time - clockGranularityMilliseconds;
}

function artifactOf(functionName: string, bytes: Uint8Array): Artifact {
  const digest = createHash("sha256").update(bytes).digest();
  const sha256 = digest.toString("hex");
  const fileName = `${functionName}-${sha256.slice(0, 16)}.zip`;
  return { functionName, fileName, sha256, sha256Base64: digest.toString("base64"), bytes: bytes.length };
}

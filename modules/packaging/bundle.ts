import { relative } from "node:path";
import type { BuildFailure, Metafile } from "esbuild";
import { ProblemError } from "../problem.ts";
import { type ContractOwner, contractsAtRunTime } from "./contract-module.ts";
import { metafileOf } from "./metafile.ts";

/** A function to bundle. */
export interface BundleEntry extends ContractOwner {
  readonly functionName: string;
}

export interface Bundle {
  readonly functionName: string;
  readonly code: Uint8Array;
  readonly sourceMap: Uint8Array;
  /** esbuild's account of this function: every file that was read, and what each contributes to the bundle. */
  readonly metafile: Metafile;
}

/**
 * Options that decide what a bundle contains. CommonJS dependencies inside an ES module need a `require`, hence the
 * banner; taking `module` before `main` saves a third of the AWS SDK; names are kept because errors are told apart by
 * the names of their classes.
 */
export const bundleOptions = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  mainFields: ["module", "main"],
  minify: true,
  keepNames: true,
  legalComments: "none",
  sourcemap: "external",
  sourcesContent: false,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require=__createRequire(import.meta.url);",
  },
  outExtension: { ".js": ".mjs" },
  tsconfigRaw: { compilerOptions: { target: "es2023" } },
  nodePaths: [],
  charset: "utf8",
  alias: { "cls-hooked/context": "./lambdas/shared/tracing/x-ray-context.ts" },
} as const;

/**
 * Bundles all functions in one esbuild call; nothing is written to disk.
 *
 * @throws ProblemError naming every place in the sources that cannot be bundled.
 */
export async function bundle(root: string, entries: readonly BundleEntry[]): Promise<readonly Bundle[]> {
  if (entries.length === 0) return [];
  // Loaded here, because a run that finds everything in the cache does without it.
  const { build } = await import("esbuild");
  const result = await build({
    ...bundleOptions,
    mainFields: [...bundleOptions.mainFields],
    nodePaths: [],
    absWorkingDir: root,
    entryPoints: entries.map(({ functionName, entryPoint }) => ({ in: entryPoint, out: `${functionName}/handler` })),
    outdir: "bundles",
    plugins: [contractsAtRunTime(root, entries)],
    write: false,
    metafile: true,
    logLevel: "silent",
  }).catch((failure: BuildFailure) => {
    throw bundlingProblems(failure);
  });
  const output = new Map(result.outputFiles.map((file) => [relative(root, file.path), file.contents]));
  return entries.map(({ functionName }) => {
    const path = `bundles/${functionName}/handler.mjs`;
    const code = output.get(path);
    const sourceMap = output.get(`${path}.map`);
    if (code === undefined || sourceMap === undefined) throw new Error(`esbuild wrote no ${path}`);
    return { functionName, code, sourceMap, metafile: metafileOf(result.metafile, path) };
  });
}

function bundlingProblems(failure: BuildFailure): Error {
  if (!Array.isArray(failure.errors)) return failure;
  return new ProblemError(
    failure.errors.map(({ text, location }) => ({
      place: location === null ? "bundling" : `${location.file}:${location.line}:${location.column + 1}`,
      found: `an error: ${text}`,
      expected: "code that can be bundled",
      remedy: "Correct the file; npm run typecheck says more.",
    })),
  );
}

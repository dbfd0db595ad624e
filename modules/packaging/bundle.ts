import { build, type Metafile } from "esbuild";

/** A function to bundle: its entry file and the files that go into the zip beside the bundle. */
export interface BundleEntry {
  readonly functionName: string;
  /** Path of the handler file, relative to the project. */
  readonly entryPoint: string;
}

export interface Bundle {
  readonly functionName: string;
  readonly code: Uint8Array;
  readonly sourceMap: Uint8Array;
  /** esbuild's account of the inputs and of what each contributes. */
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
} as const;

/** Bundles all functions in one esbuild call; nothing is written to disk. */
export async function bundle(root: string, entries: readonly BundleEntry[]): Promise<readonly Bundle[]> {
  if (entries.length === 0) return [];
  const result = await build({
    ...bundleOptions,
    mainFields: [...bundleOptions.mainFields],
    nodePaths: [],
    absWorkingDir: root,
    entryPoints: entries.map(({ functionName, entryPoint }) => ({ in: entryPoint, out: `${functionName}/handler` })),
    outdir: "bundles",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const output = new Map(result.outputFiles.map((file) => [file.path.slice(root.length + 1), file.contents]));
  return entries.map(({ functionName }) => {
    const path = `bundles/${functionName}/handler.mjs`;
    const code = output.get(path);
    const sourceMap = output.get(`${path}.map`);
    if (code === undefined || sourceMap === undefined) throw new Error(`esbuild wrote no ${path}`);
    return { functionName, code, sourceMap, metafile: result.metafile };
  });
}

import type { Metafile } from "esbuild";

/** What one input adds to a bundle. */
export interface Contribution {
  /** Path of the input, relative to the project. */
  readonly path: string;
  /** Bytes of the minified bundle that come from it. */
  readonly bytes: number;
}

/** The part of a metafile that concerns one output: its inputs, direct and indirect, and what they contribute. */
export function metafileOf(metafile: Metafile, outputPath: string): Metafile {
  const output = metafile.outputs[outputPath];
  if (output?.entryPoint === undefined) throw new Error(`The metafile has no entry point of ${outputPath}`);
  const reached = new Set([output.entryPoint]);
  for (const path of reached) {
    for (const imported of metafile.inputs[path]?.imports ?? []) {
      if (imported.external !== true) reached.add(imported.path);
    }
  }
  const inputs = Object.entries(metafile.inputs).filter(([path]) => reached.has(path));
  return { inputs: Object.fromEntries(inputs), outputs: { [outputPath]: output } };
}

/** Inputs with code in the bundle, the largest first. */
export function contributions(metafile: Metafile): readonly Contribution[] {
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]) => ({ path, bytes: bytesInOutput }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
}

/** Contributions added up by package; the project's own files stand under their folder. The largest come first. */
export function contributionsByPackage(metafile: Metafile): readonly Contribution[] {
  const sums = new Map<string, number>();
  for (const { path, bytes } of contributions(metafile)) {
    const owner = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.replace(/\/[^/]*$/, "/");
    sums.set(owner, (sums.get(owner) ?? 0) + bytes);
  }
  return [...sums].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => b.bytes - a.bytes);
}

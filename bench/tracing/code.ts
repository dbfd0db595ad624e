import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { bundle } from "../../modules/packaging/bundle.ts";
import { contributions } from "../../modules/packaging/metafile.ts";
import { packageFunctions } from "../../modules/packaging/package-functions.ts";
import { functionsOf } from "../../modules/synthesis/stack-definition.ts";
import { stacks } from "../../stacks/index.ts";
import { measureProcess } from "../measure-process.ts";
import { type Measurements, measureRounds, type Variant } from "../rounds.ts";
import type { Session } from "../session.ts";

/** Minified bytes of a function's bundle before it is compressed. */
export interface BundledTracing {
  readonly functionName: string;
  readonly bytes: number;
  /** Of them, those that would go with tracing. */
  readonly tracingBytes: number;
}

/** How much of each function's bundle is there for tracing alone. */
export async function bundledTracing({ root }: Session): Promise<readonly BundledTracing[]> {
  const packaged = await packageFunctions({ root, requests: functionsOf(stacks) });
  return packaged.map(({ artifact, metafile }) => ({
    functionName: artifact.functionName,
    bytes: contributions(metafile).reduce((sum, each) => sum + each.bytes, 0),
    tracingBytes: bytesOnlyThrough(metafile, (path) => path.startsWith("lambdas/shared/tracing/")),
  }));
}

/** Bytes of the inputs that a bundle reaches through some of its inputs alone, these included. */
export function bytesOnlyThrough(metafile: Metafile, isOne: (path: string) => boolean): number {
  const reached = new Set(Object.values(metafile.outputs).flatMap(({ entryPoint = "" }) => entryPoint));
  for (const path of reached) {
    for (const imported of metafile.inputs[path]?.imports ?? []) {
      if (imported.external !== true && !isOne(imported.path)) reached.add(imported.path);
    }
  }
  return contributions(metafile)
    .filter(({ path }) => !reached.has(path))
    .reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Both ways to trace, each as a function that does nothing else. */
const entryPoints = {
  "a handler that does nothing": "bench/growth/handler.ts",
  "X-Ray SDK through Powertools alone": "bench/tracing/x-ray-only.ts",
  "OpenTelemetry alone": "bench/tracing/open-telemetry-only.ts",
};

/** Measures how long Node takes to load the code of tracing; the first row is Node itself. */
export async function loadingOfTracing(session: Session, directory: string): Promise<Measurements> {
  const entries = Object.entries(entryPoints).map(([functionName, entryPoint]) => ({ functionName, entryPoint }));
  const bundles = await bundle(session.root, entries);
  const variants = bundles.map(({ functionName, code }, index): Variant => {
    const folder = join(directory, `tracing-${index}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "handler.mjs"), code);
    const args = [join(session.root, "bench/load-handler.mjs"), join(folder, "handler.mjs")];
    const environment = {
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      POWERTOOLS_SERVICE_NAME: "bench",
      LAMBDA_TASK_ROOT: folder,
    };
    return {
      name: functionName,
      prepare: () => {},
      run: () => measureProcess({ directory: folder, args, environment }, session.signal),
    };
  });
  const report = (stage: string) => (progress: string) => session.report(`loading of tracing, ${stage} ${progress}`);
  await measureRounds(variants, 1, report("warm-up"));
  return measureRounds(variants, session.runs, report("round"));
}

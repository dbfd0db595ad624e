import { rmSync } from "node:fs";
import { join } from "node:path";
import { measureProcess } from "./measure-process.ts";
import { type Measurements, measureRounds, type Variant } from "./rounds.ts";
import type { Session } from "./session.ts";
import { countDifferences, readOutput, type SynthesisOutput } from "./synthesis-output.ts";
import { type SynthesisWay, synthesisWays } from "./synthesis-ways.ts";

export interface SynthesisVariant extends Variant {
  readonly way: SynthesisWay;
  readonly outputDirectory: string;
}

export interface SynthesisResult {
  readonly measurements: Measurements<SynthesisVariant>;
  /** What the project itself synthesized. */
  readonly output: SynthesisOutput;
  readonly outputDirectory: string;
  /** Variants whose resources are not those of the project, with the differences: their times compare to nothing. */
  readonly differences: ReadonlyMap<Variant, readonly string[]>;
}

/** Compares the ways to synthesize every environment, each in a copy of the project below `directory`. */
export async function benchSynthesis(session: Session, directory: string): Promise<SynthesisResult> {
  const variants = synthesisWays.map((way, index) => variantOf(way, join(directory, `way-${index + 1}`), session));
  const report = (stage: string) => (progress: string) => session.report(`synthesis, ${stage} ${progress}`);
  await measureRounds(variants, 1, report("warm-up"));
  const outputs = variants.map(({ outputDirectory }) => readOutput(outputDirectory));
  const [ours] = variants as [SynthesisVariant];
  const [output] = outputs as [SynthesisOutput];
  const differences = variants.map(
    (variant, index) => [variant, countDifferences(output, outputs[index] ?? {})] as const,
  );
  return {
    measurements: await measureRounds(variants, session.runs, report("round")),
    output,
    outputDirectory: ours.outputDirectory,
    differences: new Map(differences.filter(([, lines]) => lines.length > 0)),
  };
}

function variantOf(way: SynthesisWay, directory: string, { root, signal }: Session): SynthesisVariant {
  way.copy(root, directory);
  // Variables of whoever runs the bench must not move the output, or change how Node works.
  const environment = { ...process.env, CDKTF_OUTDIR: undefined, NODE_OPTIONS: undefined };
  return {
    name: way.name,
    way,
    outputDirectory: join(directory, "cdktf.out"),
    prepare: () => {
      for (const path of way.removed) rmSync(join(directory, path), { recursive: true, force: true });
    },
    run: () => measureProcess({ directory, args: way.args, environment }, signal),
  };
}

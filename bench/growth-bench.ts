import { join } from "node:path";
import { type Measurement, measureProcess } from "./measure-process.ts";
import { measureRounds, type Variant } from "./rounds.ts";
import type { Session } from "./session.ts";
import { summarize } from "./summary.ts";
import { readOutput, resourceCounts } from "./synthesis-output.ts";

/** Functions of the environments that are synthesized; the first is the system as it is. */
const functionCounts = [6, 50, 200] as const;

/** What a function more may take in the largest environment, in times of what it takes in the one before. */
export const expectedGrowth = 1.5;

/** An environment of so many functions, with the medians of its synthesis. */
export interface GrownEnvironment extends Measurement {
  readonly functions: number;
  readonly resources: number;
}

/** Synthesizes whole environments of more and more functions: schema, guardrails, dashboards, alarms and bill included. */
export async function benchGrowth(session: Session, directory: string): Promise<readonly GrownEnvironment[]> {
  const variants = functionCounts.map((functions) => variantOf(functions, directory, session));
  const report = (stage: string) => (progress: string) => session.report(`growth, ${stage} ${progress}`);
  // Fills the caches: what is measured is synthesis, not packaging.
  await measureRounds(variants, 1, report("warm-up"));
  const measurements = await measureRounds(variants, session.runs, report("round"));
  return [...measurements].map(([{ functions, outputDirectory }, measured]) => {
    const median = (figure: keyof Measurement) => summarize(measured.map((each) => each[figure])).median;
    return {
      functions,
      resources: Object.values(resourceCounts(readOutput(outputDirectory))).reduce((sum, count) => sum + count, 0),
      wallSeconds: median("wallSeconds"),
      cpuSeconds: median("cpuSeconds"),
      peakMemoryBytes: median("peakMemoryBytes"),
    };
  });
}

interface GrowthVariant extends Variant {
  readonly functions: number;
  readonly outputDirectory: string;
}

function variantOf(functions: number, directory: string, { root, signal }: Session): GrowthVariant {
  const outputDirectory = join(directory, `output-${functions}`);
  const paths = [outputDirectory, join(directory, `cache-${functions}`)];
  const args = ["commands/run.mjs", "bench/growth/synthesize.ts", String(functions), ...paths];
  const environment = { ...process.env, NODE_OPTIONS: undefined };
  return {
    name: `${functions} functions`,
    functions,
    outputDirectory,
    prepare: () => {},
    run: () => measureProcess({ directory: root, args, environment }, signal),
  };
}

/** What each function takes that comes on top, from one environment to the next larger one. */
export function perFurtherFunction(
  environments: readonly GrownEnvironment[],
  figure: keyof Measurement,
): readonly number[] {
  return environments.slice(1).map((larger, index) => {
    const smaller = environments[index] as GrownEnvironment;
    return (larger[figure] - smaller[figure]) / (larger.functions - smaller.functions);
  });
}

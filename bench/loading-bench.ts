import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { measureProcess } from "./measure-process.ts";
import { packagedFunctions } from "./packaged-functions.ts";
import { type Measurements, measureRounds, type Variant } from "./rounds.ts";
import type { Session } from "./session.ts";
import type { SynthesisOutput } from "./synthesis-output.ts";
import { unzip } from "./unzip.ts";

/** Time to start Node and load the code of a function, expected at most (seconds). */
export const expectedLoadSeconds = 0.25;

export interface LoadingProps {
  /** What was synthesized, and where. */
  readonly output: SynthesisOutput;
  readonly outputDirectory: string;
  /** Where the zips are unpacked: outside of the project, so that a bundle finds none of its packages. */
  readonly directory: string;
}

/** Measures how long Node takes to load each packaged zip, and a handler that does nothing. */
export async function benchLoading(session: Session, props: LoadingProps): Promise<Measurements> {
  const nothing = new Map([["handler.mjs", Buffer.from("export const handler = () => {};\n")]]);
  const functions = packagedFunctions(props.output).map(({ name, zip, environment }) => ({
    name,
    files: unzip(readFileSync(join(props.outputDirectory, "artifacts", zip))),
    environment,
  }));
  const variants = [{ name: "a handler that does nothing", files: nothing, environment: {} }, ...functions].map(
    ({ name, files, environment }, index): Variant => {
      const directory = join(props.directory, `function-${index}`);
      mkdirSync(directory);
      for (const [file, content] of files) writeFileSync(join(directory, file), content);
      const args = [join(session.root, "bench/load-handler.mjs"), join(directory, "handler.mjs")];
      return {
        name,
        prepare: () => {},
        run: () => measureProcess({ directory, args, environment }, session.signal),
      };
    },
  );
  const report = (stage: string) => (progress: string) => session.report(`loading of zips, ${stage} ${progress}`);
  await measureRounds(variants, 1, report("warm-up"));
  return measureRounds(variants, session.runs, report("round"));
}

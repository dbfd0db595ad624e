import { measureProcess } from "./measure-process.ts";
import { type Measurements, measureRounds } from "./rounds.ts";
import type { Session } from "./session.ts";

/** Time of `npm run test:unit`, expected at most (seconds). */
export const expectedUnitTestSeconds = 10;

const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "units", "--project", "functions"];

/** Measures the unit tests: those that start no process, build no bundle and speak to no server. */
export async function benchUnitTests({ root, runs, signal, report }: Session): Promise<Measurements> {
  const environment = { ...process.env, CI: "true" };
  const variant = {
    name: "npm run test:unit",
    prepare: () => {},
    run: () => measureProcess({ directory: root, args, environment }, signal),
  };
  const progress = (stage: string) => (text: string) => report(`unit tests, ${stage} ${text}`);
  await measureRounds([variant], 1, progress("warm-up"));
  return measureRounds([variant], runs, progress("round"));
}

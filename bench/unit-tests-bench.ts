import { measureProcess } from "./measure-process.ts";
import { type Measurements, measureRounds } from "./rounds.ts";
import type { Session } from "./session.ts";

/** Time of `npm run test:unit`, expected at most (seconds). */
export const expectedUnitTestSeconds = 10;

const projects = { "npm run test:unit": "units", "tests of whole functions, AWS in memory": "functions" };

/** Measures the tests of units, and those of whole functions: neither starts processes or speaks to servers. */
export async function benchUnitTests({ root, runs, signal, report }: Session): Promise<Measurements> {
  const environment = { ...process.env, CI: "true" };
  const variants = Object.entries(projects).map(([name, project]) => {
    const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project];
    return { name, prepare: () => {}, run: () => measureProcess({ directory: root, args, environment }, signal) };
  });
  const progress = (stage: string) => (text: string) => report(`tests, ${stage} ${text}`);
  await measureRounds(variants, 1, progress("warm-up"));
  return measureRounds(variants, runs, progress("round"));
}

import { writeSync } from "node:fs";
import { expect } from "vitest";
import { forbiddenIn } from "./forbidden-texts.ts";
import { type RoundPlan, roundPlan } from "./round-plan.ts";
import { type RoundReport, runRound } from "./run-round.ts";
import { violations } from "./violations.ts";
import type { World } from "./world.ts";

/** What some rounds came to. */
export interface PlayedRounds {
  readonly reports: readonly RoundReport[];
  /** Characters of output that were searched for what no log may hold. */
  readonly searched: number;
}

/** Says on standard error how far the rounds are; for long runs. */
export type Progress = (done: number) => void;

const roundsPerLine = 10;

/** @param on what the rounds are played on. */
export function printProgress(on: string, all: number): Progress {
  const began = performance.now();
  return (done) => {
    if (done % roundsPerLine !== 0 && done !== all) return;
    const seconds = Math.round((performance.now() - began) / 1000);
    // Past the runner, which shows nothing of a test before its end.
    writeSync(2, `rounds of faults on ${on}: ${done} of ${all}, ${seconds} s\n`);
  };
}

/**
 * Plays the rounds of some seeds, one after the other in each of some worlds, and holds each against what must be true
 * after it.
 *
 * @throws AssertionError with the seed and the whole plan, where something is not.
 */
export async function playRounds(
  worlds: readonly World[],
  seeds: readonly number[],
  progress: Progress = () => undefined,
): Promise<PlayedRounds> {
  const reports: RoundReport[] = [];
  let searched = 0;
  const waiting = seeds.values();
  const playIn = async (world: World) => {
    for (const seed of waiting) {
      const { report, outputLength } = await playRound(world, seed);
      reports.push(report);
      searched += outputLength;
      progress(reports.length);
    }
  };
  await Promise.all(worlds.map(playIn));
  return { reports, searched };
}

async function playRound(world: World, seed: number): Promise<{ report: RoundReport; outputLength: number }> {
  const plan = roundPlan(seed);
  const report = await runRound(world, plan);
  const output = world.takeOutput();
  const wrong = [...(await violations(world, plan, report, output)), ...forbiddenIn(output)];
  if (wrong.length > 0) expect.fail(failureText(world, plan, report, wrong));
  return { report, outputLength: output.length };
}

function failureText(world: World, plan: RoundPlan, report: RoundReport, wrong: readonly string[]): string {
  const { people, stories, callFaults, providerFaults, mailFaults, ...rest } = plan;
  const list = (values: readonly unknown[]) =>
    values.map((value) => `\n    ${JSON.stringify(value).slice(0, 400)}`).join("");
  return [
    `Seed ${plan.seed} on ${world.backend.name}: ${wrong.length} things are wrong.`,
    ...wrong.slice(0, 10).map((each) => `  - ${each}`),
    `Play it again: npm run test:full -- --seed ${plan.seed}`,
    `Then add it to __tests__/end-to-end/kept-seeds.ts.`,
    `  plan ${JSON.stringify(rest)}`,
    `  people${list(people)}`,
    `  stories${list(stories)}`,
    `  planned faults${list([...callFaults, ...providerFaults, ...mailFaults])}`,
    `  faults that happened${list([...report.callFaults, ...report.providerFaults, ...report.mailFaults])}`,
  ].join("\n");
}

// Breaks the project in one place at a time and says what notices: `npm run mutations`.
// Exit codes: 0 every mutation was caught, 1 one was not, 2 called wrongly.

import { copyProject } from "../__tests__/helpers/project-copy.ts";
import { mutations } from "../__tests__/mutations/index.ts";
import type { Mutation } from "../__tests__/mutations/mutation.ts";
import { readArguments, type Usage, UsageError } from "./parts/arguments.ts";
import { checkMutations, mutate } from "./parts/mutations/mutate.ts";
import { isSound, type Stage, type StageName, stageNames, stagesOver } from "./parts/mutations/stages.ts";
import { runCommand } from "./parts/run-command.ts";
import { table } from "./parts/table.ts";

const usage: Usage = {
  call: "npm run mutations -- [--only <text>] [--json]",
  purpose:
    "Breaks contracts and constructs in a copy of the project, one place at a time, and looks what catches each change, cheapest first: types, synth, tests.",
  options: {
    only: { type: "string", description: "Only mutations whose file or description has this text." },
    json: { type: "boolean", description: "Print the outcomes as JSON." },
  },
};

/** What became of a mutation. */
interface Outcome {
  readonly file: string;
  readonly what: string;
  /** Undefined: nothing noticed it. */
  readonly stage: StageName | undefined;
  readonly caughtBy: string;
  readonly seconds: number;
}

/** Mutations that only the zips may show: starting them costs seconds. */
const mostByZips = 10;

/** Test files that caught something, and whether they pass while nothing is changed. */
const soundTests = new Map<string, Promise<boolean>>();

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const [only = ""] = args.values("only");
  const chosen = mutations.filter(({ file, what }) => `${file} ${what}`.includes(only));
  if (chosen.length === 0) throw new UsageError(`No mutation's file or description has "${only}".`);
  checkMutations(process.cwd(), chosen);
  const outcomes = await tryAll(chosen);
  console.log(args.has("json") ? JSON.stringify(outcomes, undefined, 2) : summary(outcomes));
  const byZips = outcomes.filter(({ stage }) => stage === "zips").length;
  if (outcomes.some(({ stage }) => stage === undefined) || byZips > mostByZips) process.exitCode = 1;
});

/** Tries mutations out in two copies at the same time. */
async function tryAll(chosen: readonly Mutation[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = chosen.values();
  const copies = [copyProject(), copyProject()];
  const work = async (copy: string) => {
    const stages = stagesOver(copy);
    for (const mutation of waiting) {
      const outcome = await tryOut(copy, stages, mutation);
      outcomes.push(outcome);
      console.error(`${outcomes.length} of ${chosen.length}: ${lineOf(outcome)}`);
    }
  };
  try {
    await Promise.all(copies.map(({ folder }) => work(folder)));
  } finally {
    for (const copy of copies) copy.remove();
  }
  return outcomes;
}

async function tryOut(copy: string, stages: readonly Stage[], mutation: Mutation): Promise<Outcome> {
  const begin = performance.now();
  const undo = mutate(copy, mutation);
  const found = await catching(stages, mutation);
  undo();
  if (found !== undefined) await refuseUnsoundTest(copy, found.caughtBy);
  const seconds = Math.round((performance.now() - begin) / 1000);
  const { file, what } = mutation;
  return { file, what, stage: found?.stage, caughtBy: found?.caughtBy ?? "nothing", seconds };
}

async function catching(stages: readonly Stage[], mutation: Mutation) {
  for (const stage of stages) {
    const caughtBy = await stage.catches(mutation);
    if (caughtBy !== undefined) return { stage: stage.name, caughtBy };
  }
  return undefined;
}

/** A test that fails anyway would catch everything. */
async function refuseUnsoundTest(copy: string, caughtBy: string): Promise<void> {
  const [file = ""] = caughtBy.split(": ");
  if (!file.endsWith(".test.ts")) return;
  if (!soundTests.has(file)) soundTests.set(file, isSound(copy, file));
  if (!(await soundTests.get(file))) throw new Error(`${file} fails while nothing is changed: mend it first.`);
}

function lineOf({ file, what, stage, caughtBy, seconds }: Outcome): string {
  const outcome = stage === undefined ? "NOT CAUGHT" : `${stage}: ${caughtBy.slice(0, 140)}`;
  return `${what} (${file}), ${seconds} s, ${outcome}`;
}

function summary(outcomes: readonly Outcome[]): string {
  const caught = outcomes.filter(({ stage }) => stage !== undefined).length;
  const rows = stageNames.map((name) => [name, outcomes.filter(({ stage }) => stage === name).length]);
  const survivors = outcomes.filter(({ stage }) => stage === undefined).map((each) => `NOT CAUGHT: ${lineOf(each)}`);
  const percent = Math.floor((100 * caught) / outcomes.length);
  return [
    ...table(["caught by", "mutations"], rows),
    ...survivors,
    `${caught} of ${outcomes.length} caught: ${percent} %`,
  ].join("\n");
}

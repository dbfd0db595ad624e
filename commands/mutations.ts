// Breaks the project in one place at a time and says what notices: `npm run mutations`.
// Exit codes: 0 every mutation was caught, 1 one was not, 2 called wrongly.

import { mutations } from "../__tests__/mutations/index.ts";
import type { Mutation } from "../__tests__/mutations/mutation.ts";
import { requirementFaults } from "../__tests__/mutations/requirements/index.ts";
import { readArguments, type Usage, UsageError } from "./parts/arguments.ts";
import { inTwoCopies } from "./parts/mutations/in-two-copies.ts";
import { checkMutations, mutate } from "./parts/mutations/mutate.ts";
import { breakRequirements, breaksText, runsZips } from "./parts/mutations/requirement-faults.ts";
import { isSound, type Stage, type StageName, stageNames, stagesOver } from "./parts/mutations/stages.ts";
import { runCommand } from "./parts/run-command.ts";
import { table } from "./parts/table.ts";

const usage: Usage = {
  call: "npm run mutations -- [--requirements [--without-zips]] [--only <text>] [--json]",
  purpose:
    "Breaks contracts and constructs in a copy of the project, one place at a time, and looks what catches each change, cheapest first: types, synth, tests.",
  options: {
    requirements: {
      type: "boolean",
      description: "Take away what requirements ask for instead, and look whether tests that carry their ids see it.",
    },
    "without-zips": {
      type: "boolean",
      description: "With --requirements: leave out what only runs of the zips show, which take half a minute each.",
    },
    only: { type: "string", description: "Only mutations whose file, description or requirement has this text." },
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
  if (args.has("without-zips") && !args.has("requirements"))
    throw new UsageError("--without-zips goes with --requirements.");
  if (args.has("requirements")) {
    const among = args.has("without-zips") ? requirementFaults.filter((fault) => !runsZips(fault)) : requirementFaults;
    const faults = chosenOf(among, only, ({ file, what, breaks }) => `${file} ${what} ${breaks.join(" ")}`);
    const breaks = await breakRequirements(faults);
    console.log(args.has("json") ? JSON.stringify(breaks, undefined, 2) : breaksText(breaks));
    if (breaks.some(({ unseen }) => unseen.length > 0)) process.exitCode = 1;
    return;
  }
  const chosen = chosenOf(mutations, only, ({ file, what }) => `${file} ${what}`);
  const outcomes = await inTwoCopies(
    chosen,
    (copy) => {
      const stages = stagesOver(copy);
      return (mutation) => tryOut(copy, stages, mutation);
    },
    (outcome, count) => console.error(`${count} of ${chosen.length}: ${lineOf(outcome)}`),
  );
  console.log(args.has("json") ? JSON.stringify(outcomes, undefined, 2) : summary(outcomes));
  const byZips = outcomes.filter(({ stage }) => stage === "zips").length;
  if (outcomes.some(({ stage }) => stage === undefined) || byZips > mostByZips) process.exitCode = 1;
});

/** @throws UsageError where none has the text, ProblemError where one does not fit the code any more. */
function chosenOf<Change extends Mutation>(
  changes: readonly Change[],
  only: string,
  textOf: (change: Change) => string,
): readonly Change[] {
  const chosen = changes.filter((change) => textOf(change).includes(only));
  if (chosen.length === 0) throw new UsageError(`No mutation's file, description or requirement has "${only}".`);
  checkMutations(process.cwd(), chosen);
  return chosen;
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

import { isAbsolute, relative } from "node:path";
import { testNames } from "../../commands/parts/test-names.ts";
import {
  entriesOfSource,
  entryKey,
  requirementsOf,
  shortName,
  type TestEntry,
  type TestOutcome,
} from "./test-entry.ts";

/** The part of vitest's JSON report that is read here. */
export interface TestRun {
  readonly testResults: readonly {
    /** Path of the file. */
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** Paths of the files that were run, relative to the project. */
export function filesOfRun(run: TestRun, root: string): readonly string[] {
  return run.testResults.map(({ name }) => (isAbsolute(name) ? relative(root, name) : name));
}

/** Tests of a run that carry ids. What a source names and the run did not have, was not run. */
export function entriesOfRun(run: TestRun, root: string, sourceOf: (file: string) => string): readonly TestEntry[] {
  const files = filesOfRun(run, root);
  return run.testResults.flatMap(({ assertionResults }, index) => {
    const file = files[index] ?? "";
    const source = sourceOf(file);
    const names = testNames(source);
    const found = assertionResults.flatMap(({ ancestorTitles, title, status }) =>
      [...ancestorTitles, title].flatMap((segment) =>
        requirementsOf(segment).map((id) => ({
          id,
          file,
          name: nameInSource(segment, names),
          outcome: outcomeOf(status),
        })),
      ),
    );
    const unseen = entriesOfSource(file, source).map((entry) => ({ ...entry, outcome: "not run" as const }));
    return [...worstOfEach(found, unseen)];
  });
}

function outcomeOf(status: string): TestOutcome {
  return status === "passed" || status === "failed" ? status : "not run";
}

/** One entry of each key: a failure outweighs everything, and what was not run says nothing beside what was. */
function worstOfEach(found: readonly TestEntry[], unseen: readonly TestEntry[]): Iterable<TestEntry> {
  const weight: Readonly<Record<TestOutcome, number>> = { failed: 2, passed: 1, "not run": 0 };
  const entries = new Map<string, TestEntry>();
  for (const entry of [...unseen, ...found]) {
    const known = entries.get(entryKey(entry));
    if (known === undefined || weight[entry.outcome] > weight[known.outcome]) entries.set(entryKey(entry), entry);
  }
  return entries.values();
}

/** The short name of a test as its source has it; of a name that rows make as a whole, as the run has it. */
function nameInSource(segment: string, names: readonly string[]): string {
  const ids = requirementsOf(segment).join();
  const template = names
    .filter((name) => requirementsOf(name).join() === ids && patternOf(name).test(segment))
    .sort((a, b) => b.length - a.length)[0];
  return shortName(template ?? segment);
}

function patternOf(name: string): RegExp {
  const literal = name.split(/\$[\w.]+|%[a-z]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, "s");
}

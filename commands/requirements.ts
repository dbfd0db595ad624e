// Writes docs/requirements.md from a run of the tests: `npm run requirements`.
// Exit codes: 0 the table is written, or is current, 1 it is not current or the tests could not be run, 2 called wrongly.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { entriesOfRun, filesOfRun, type TestRun } from "../__tests__/requirements/entries-of-run.ts";
import { entriesOfDocument } from "../__tests__/requirements/read-document.ts";
import { requirementsDocument, requirementsFile } from "../__tests__/requirements/requirements-document.ts";
import type { TestEntry } from "../__tests__/requirements/test-entry.ts";
import { type Problem, ProblemError, refuseProblems } from "../modules/problem.ts";
import { readArguments, type Usage, UsageError } from "./parts/arguments.ts";
import { project } from "./parts/project.ts";
import { runCommand } from "./parts/run-command.ts";
import { testFiles } from "./parts/test-names.ts";

const usage: Usage = {
  call: "npm run requirements -- [--results <file>]... [--test <file>]... [--check]",
  purpose: `Writes ${requirementsFile} from a run of the tests. Without options it runs every test file whose names carry ids of requirements. What the table says of files that were not run stays.`,
  options: {
    results: {
      type: "string",
      multiple: true,
      description: "Take this JSON report of vitest instead of running tests.",
    },
    test: { type: "string", multiple: true, description: "Run this test file alone." },
    check: { type: "boolean", description: "Write nothing; fail where the table is not current." },
  },
};

const reportFile = ".cache/requirements-run.json";

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const given = args.values("results");
  const tests = args.values("test");
  if (given.length > 0 && tests.length > 0) throw new UsageError("--results and --test exclude each other.");
  const runs = (given.length > 0 ? given : [runTests(tests.length > 0 ? tests : filesWithIds())]).map(readRun);
  refuseProblems(tests.flatMap((test) => notRun(test, runs)));
  const path = join(project.root, requirementsFile);
  const current = existsSync(path) ? readFileSync(path, "utf8") : "";
  const text = requirementsDocument(merged(entriesOfDocument(current), runs));
  if (args.has("check")) check(current, text, runs);
  else writeFileSync(path, text);
});

/** Vitest passes over a file that no project of its has, and says nothing of it where others were named beside it. */
function notRun(test: string, runs: readonly TestRun[]): readonly Problem[] {
  const file = relative(project.root, resolve(test));
  if (runs.some((run) => filesOfRun(run, project.root).includes(file))) return [];
  return [
    {
      place: test,
      found: "no test of this file was run, and the table is as it was",
      expected: "a test file that vitest runs",
      remedy: existsSync(join(project.root, file))
        ? "Set TEST_FULL=1 for tests that need a browser or moto, TEST_TERRAFORM=1 for those that need Terraform."
        : "Correct the path, which begins at the project's folder.",
    },
  ];
}

/** What earlier runs said, replaced file by file; of files that are gone nothing stays. */
function merged(earlier: readonly TestEntry[], runs: readonly TestRun[]): readonly TestEntry[] {
  const sourceOf = (file: string) => readFileSync(join(project.root, file), "utf8");
  return runs.reduce<readonly TestEntry[]>(
    (entries, run) => {
      const files = filesOfRun(run, project.root);
      return [...entries.filter(({ file }) => !files.includes(file)), ...entriesOfRun(run, project.root, sourceOf)];
    },
    earlier.filter(({ file }) => existsSync(join(project.root, file))),
  );
}

function check(current: string, text: string, runs: readonly TestRun[]): void {
  const files = runs.flatMap((run) => filesOfRun(run, project.root));
  const others = new Set(entriesOfDocument(text).flatMap(({ file }) => (files.includes(file) ? [] : [file])));
  for (const file of others) console.error(`NOT COMPARED: ${file} was not run.`);
  if (current === text) return;
  const lines = new Set(current.split("\n"));
  const changed = text.split("\n").filter((line) => !lines.has(line));
  const [, id, , outcome] = (changed.find((line) => /^\| (FR|SC)-/.test(line)) ?? "")
    .split("|")
    .map((cell) => cell.trim());
  refuseProblems([
    {
      place: requirementsFile,
      found: "another table than the tests give",
      expected: id === undefined ? "the current one" : `the current one, which differs first at ${id}: ${outcome}`,
      remedy:
        'Run "npm run requirements" and commit the result; a requirement that is not proved any more needs its test mended.',
    },
  ]);
}

/** Test files with ids, or with what carries them: a name may be made of a record. */
function filesWithIds(): readonly string[] {
  return testFiles("__tests__").filter((file) => /\b(FR|SC)-\d{3}\b|\.requirements\b/.test(readFileSync(file, "utf8")));
}

/** Runs test files; gives the path of the report. Failed tests are what the table is to tell, not an error here. */
function runTests(files: readonly string[]): string {
  const report = join(project.root, reportFile);
  mkdirSync(dirname(report), { recursive: true });
  // A run that does not come to its end must not be taken for the one before it.
  rmSync(report, { force: true });
  const vitest = join(project.root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  spawnSync(process.execPath, [vitest, "run", ...reporters, ...files], { cwd: project.root, stdio: "inherit" });
  return report;
}

function readRun(file: string): TestRun {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as TestRun;
  } catch (error) {
    throw new ProblemError([
      {
        place: file,
        found: error instanceof Error ? error.message : String(error),
        expected: "a JSON report of vitest",
        remedy: "Run the tests once more, with --reporter=json --outputFile.json=<file>.",
      },
    ]);
  }
}

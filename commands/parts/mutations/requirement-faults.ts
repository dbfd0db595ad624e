import { copyProject } from "../../../__tests__/helpers/project-copy.ts";
import type { RequirementFault } from "../../../__tests__/mutations/mutation.ts";
import type { RequirementId } from "../../../__tests__/requirements/requirement.ts";
import { requirementsOf } from "../../../__tests__/requirements/test-entry.ts";
import { inTwoCopies } from "./in-two-copies.ts";
import { mutate } from "./mutate.ts";
import { allTests, failedTests } from "./run-tests.ts";

/** What became of a fault. */
export interface RequirementBreak {
  readonly file: string;
  readonly what: string;
  readonly breaks: readonly RequirementId[];
  /** Those that no test with their id saw. */
  readonly unseen: readonly RequirementId[];
  readonly seconds: number;
}

/**
 * Makes each fault in a copy of the project, and looks whether tests that carry the ids see it. Says how far it is.
 *
 * @throws Error where such a test fails while nothing is changed.
 */
export async function breakRequirements(faults: readonly RequirementFault[]): Promise<readonly RequirementBreak[]> {
  console.error("The tests that carry their ids, while nothing is changed …");
  await requireSoundTests(faults);
  return inTwoCopies(
    faults,
    (copy) => (fault) => makeFault(copy, fault),
    (outcome, count) => console.error(`${count} of ${faults.length}: ${lineOf(outcome)}`),
  );
}

/** The outcomes in words: what was not seen, and how many were. */
export function breaksText(outcomes: readonly RequirementBreak[]): string {
  const broken = new Set(outcomes.flatMap(({ breaks }) => breaks)).size;
  const unseen = new Set(outcomes.flatMap((outcome) => outcome.unseen)).size;
  return [
    ...outcomes.filter((outcome) => outcome.unseen.length > 0).map(lineOf),
    `${broken - unseen} of ${broken} requirements: tests with their id see that they are broken`,
  ].join("\n");
}

function lineOf({ file, what, breaks, unseen, seconds }: RequirementBreak): string {
  const outcome = unseen.length === 0 ? "seen" : `NOT SEEN by tests of ${unseen.join(", ")}`;
  return `${breaks.join(", ")}: ${what} (${file}), ${seconds} s, ${outcome}`;
}

/** Whether the tests that see a fault start packaged functions, which takes long. */
export function runsZips({ seenBy }: RequirementFault): boolean {
  return seenBy.some((file) => file.startsWith("__tests__/rig/"));
}

/** A test that fails anyway would see every fault. */
async function requireSoundTests(faults: readonly RequirementFault[]): Promise<void> {
  const files = [...new Set(faults.flatMap(({ seenBy }) => seenBy))];
  const ids = [...new Set(faults.flatMap(({ breaks }) => breaks))];
  const copy = copyProject();
  try {
    const report = await failedTests(copy.folder, argumentsFor(files, ids));
    if (report === undefined) return;
    const failed = report.testResults.find(
      ({ message, assertionResults }) => message !== "" || assertionResults.some(({ status }) => status === "failed"),
    );
    throw new Error(`${failed?.name ?? "vitest"} fails while nothing is changed: mend it first.`);
  } finally {
    copy.remove();
  }
}

async function makeFault(copy: string, fault: RequirementFault): Promise<RequirementBreak> {
  const { file, what, breaks, seenBy } = fault;
  const begin = performance.now();
  const undo = mutate(copy, fault);
  const report = await failedTests(copy, argumentsFor(seenBy, breaks));
  undo();
  // Only a test that ran and failed has seen something: a file that cannot be loaded carries no id.
  const failed = (report?.testResults ?? [])
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "failed");
  const seen = new Set(failed.flatMap(({ fullName }) => requirementsOf(fullName)));
  const unseen = breaks.filter((id) => !seen.has(id));
  return { file, what, breaks, unseen, seconds: Math.round((performance.now() - begin) / 1000) };
}

function argumentsFor(files: readonly string[], ids: readonly RequirementId[]): readonly string[] {
  return ["run", ...files, "-t", `(${ids.join("|")})\\b`, ...allTests];
}

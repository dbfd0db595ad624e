import { testNames } from "../../commands/parts/test-names.ts";
import { idsIn, requirementPattern } from "../../modules/report/requirements/requirements.ts";

/** What became of a test. `not run`: its file was run, and the test was not. */
export type TestOutcome = "passed" | "failed" | "not run";

/** A test, or tests of one name in the source, that carries the id of a requirement. */
export interface TestEntry {
  readonly id: string;
  /** Path of its file. */
  readonly file: string;
  /** Its name as `shortName` gives it. */
  readonly name: string;
  readonly outcome: TestOutcome;
}

/** Requirements that a name carries; numbers of defects have a ledger of their own. */
export function requirementsOf(name: string): readonly string[] {
  return idsIn(name).filter((id) => !id.startsWith("D"));
}

const ids = `${requirementPattern.source}(?:,? ${requirementPattern.source})*`;

/** A name of a test without ids, and with an ellipsis in place of what differs between its runs. */
export function shortName(name: string): string {
  return name
    .replace(new RegExp(` \\(${ids}\\)`, "g"), "")
    .replace(new RegExp(`${ids}:?\\s*`, "g"), "")
    .replace(/\$[\w.]+|%[a-z]/g, "…")
    .trim();
}

/** What a source says of the tests in it: their ids and short names. */
export function entriesOfSource(file: string, source: string): readonly Omit<TestEntry, "outcome">[] {
  if (requirementsOf(source).length === 0) return [];
  const entries = testNames(source).flatMap((name) =>
    requirementsOf(name).map((id) => ({ id, file, name: shortName(name) })),
  );
  return [...new Map(entries.map((entry) => [entryKey(entry), entry])).values()];
}

/** What makes two entries the same test of the same requirement. */
export function entryKey({ id, file, name }: Pick<TestEntry, "id" | "file" | "name">): string {
  return JSON.stringify([id, file, name]);
}

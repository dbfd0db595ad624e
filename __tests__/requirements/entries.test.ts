import { describe, expect, it } from "vitest";
import { entriesOfRun, type TestRun } from "./entries-of-run.ts";
import { entriesOfDocument } from "./read-document.ts";
import { tested } from "./requirement.ts";
import { requirementsDocument, verdictOf } from "./requirements-document.ts";
import { entriesOfSource, shortName, type TestEntry, type TestOutcome } from "./test-entry.ts";

const file = "__tests__/jars.test.ts";
const source = `
  describe("jars (FR-048)", () => { it("are shut", () => {}); });
  it.each(lids)("D11, FR-001, SC-002: the lid $colour of %s fits", () => {});
  it.each(rows)("%s", () => {});
  it("no requirement asks for it", () => {});`;

/** A run of the file with one test for each list of titles. */
function runOf(...tests: readonly (readonly [status: string, ...titles: string[]])[]): TestRun {
  const assertionResults = tests.map(([status, ...titles]) => ({
    status,
    ancestorTitles: titles.slice(0, -1),
    title: titles.at(-1) ?? "",
  }));
  return { testResults: [{ name: `/project/${file}`, assertionResults }] };
}

/** Id, name and outcome of what a run gives. */
function found(run: TestRun): readonly (readonly string[])[] {
  return entriesOfRun(run, "/project", () => source)
    .map(({ id, name, outcome }) => [id, name, outcome])
    .sort();
}

describe("a name without its ids", () => {
  it.each([
    ["before a colon", "FR-001: holds", "holds"],
    ["with spaces between", "FR-001 SC-002: holds", "holds"],
    ["with commas between", "D11, FR-001, SC-002: holds", "holds"],
    ["in brackets", "holds (FR-001, FR-002), and stands", "holds, and stands"],
    ["amid the words", "a-rule FR-001 D26 refuses it", "a-rule refuses it"],
    ["and placeholders", "FR-001: $name of %s holds in $place.town", "… of … holds in …"],
    ["or without any", "holds", "holds"],
  ])("is shorter by those %s", (_, name, short) => {
    expect(shortName(name)).toBe(short);
  });
});

describe("the entries of a run", () => {
  it("are one for each id and name in the source, however often it was run", () => {
    const entries = found(
      runOf(
        ["passed", "jars (FR-048)", "are shut"],
        ["passed", "D11, FR-001, SC-002: the lid red of one fits"],
        ["passed", "D11, FR-001, SC-002: the lid blue of two fits"],
        ["passed", "no requirement asks for it"],
      ),
    );

    expect(entries).toEqual([
      ["FR-001", "the lid … of … fits", "passed"],
      ["FR-048", "jars", "passed"],
      ["SC-002", "the lid … of … fits", "passed"],
    ]);
  });

  it("have failed where one test of the name failed", () => {
    const entries = found(
      runOf(
        ["failed", "jars (FR-048)", "are shut"],
        ["passed", "jars (FR-048)", "are shut, too"],
        ["passed", "D11, FR-001, SC-002: the lid red of one fits"],
      ),
    );

    expect(entries).toContainEqual(["FR-048", "jars", "failed"]);
  });

  it("were not run where a source names them and the run does not have them, or skipped them", () => {
    const entries = found(runOf(["skipped", "jars (FR-048)", "are shut"]));

    expect(entries).toEqual([
      ["FR-001", "the lid … of … fits", "not run"],
      ["FR-048", "jars", "not run"],
      ["SC-002", "the lid … of … fits", "not run"],
    ]);
  });

  it("have the names of the run where rows make them", () => {
    expect(found(runOf(["passed", "label FR-007 refuses ink"]))).toContainEqual([
      "FR-007",
      "label refuses ink",
      "passed",
    ]);
  });
});

it("a source gives its ids and names, each once", () => {
  expect(entriesOfSource(file, source)).toEqual([
    { id: "FR-048", file, name: "jars" },
    { id: "FR-001", file, name: "the lid … of … fits" },
    { id: "SC-002", file, name: "the lid … of … fits" },
  ]);
});

describe("the table", () => {
  const entry = (name: string, outcome: TestOutcome): TestEntry => ({ id: "FR-001", file, name, outcome });

  it("says the same after it was read: names with bars and stars, and what failed or was not run", () => {
    const entries = [entry("a | b", "passed"), entry("c * d <e>", "failed"), entry("f", "not run")];

    expect(entriesOfDocument(requirementsDocument(entries))).toEqual(entries);
  });

  it.each<[string, readonly TestEntry[]]>([
    ["proved", [entry("a", "passed"), entry("b", "passed")]],
    ["FAILED", [entry("a", "passed"), entry("b", "failed"), entry("c", "not run")]],
    ["NOT RUN", [entry("a", "passed"), entry("b", "not run")]],
    ["NO TEST", []],
  ])("calls a requirement %s by its tests", (verdict, entries) => {
    expect(verdictOf(tested("FR-001", "Jars are shut."), entries)).toBe(verdict);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { namedTests, testNames } from "../../commands/parts/test-names.ts";
import { temporaryFolder } from "../helpers/temporary-project.ts";

describe("names of tests in a source", () => {
  it.each([
    ["of tests and groups", `describe("a", () => { it("b", () => {}); test("c", () => {}); });`, ["a", "b"]],
    ["with placeholders that a table of values fills", `it.each(rows)("%s holds", () => {});`, ["%s holds"]],
    ["of each row that is written out", `it.each([["A", 1], ["B", 2]])("%s: %s", () => {});`, ["A: %s", "B: %s"]],
    ["of each text that is written out", `it.each(["A", "B"])("is %s", () => {});`, ["is A", "is B"]],
    ["of a typed table", `it.each<[string]>([["A"]])("is %s", () => {});`, ["is A"]],
    ["never of other calls", `expect("a"); "it('b')"; // it("c")`, []],
  ])("are those %s", (_, source, names) => {
    expect(testNames(source)).toEqual(names);
  });
});

it("names of a folder's tests come with their files, from files that match alone", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "b.test.ts"), 'it("FR-001 holds", () => {});');
  writeFileSync(join(folder, "a.test.ts"), 'it("holds", () => {});');
  writeFileSync(join(folder, "c.ts"), 'it("FR-002 holds", () => {});');

  expect(namedTests(folder, /FR-\d/)).toEqual([{ file: join(folder, "b.test.ts"), name: "FR-001 holds" }]);
});

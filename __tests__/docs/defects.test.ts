import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { testNames } from "../../commands/parts/test-names.ts";

const states = ["fixed", "changed", "dropped", "open"];

const rows = readFileSync("docs/defects.md", "utf8")
  .split("\n")
  .filter((line) => /^\| D\d/.test(line))
  .map((line) => {
    const [, id = "", , state = "", where = "", tests = ""] = line.split("|").map((cell) => cell.trim());
    return { id, state: state.split(/[:,]/)[0] ?? "", places: pathsIn(where), tests: pathsIn(tests) };
  });

function pathsIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);
}

const namesByPath = new Map<string, readonly string[]>();

/** Names of the tests in a file; many rows name the same files. */
function namesIn(path: string): readonly string[] {
  const names = namesByPath.get(path) ?? testNames(readFileSync(path, "utf8"));
  namesByPath.set(path, names);
  return names;
}

it("the ledger has one row for each of the 38 defects, in their order", () => {
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 38 }, (_, index) => `D${index + 1}`));
});

describe.each(rows)("the row of $id", ({ id, state, places, tests }) => {
  it("has a state that the ledger knows, and names files that exist", () => {
    expect(states).toContain(state);
    expect([...places, ...tests].filter((path) => !existsSync(path))).toEqual([]);
  });

  it("names tests where it says fixed, and only such whose names carry the number", () => {
    const carriesId = (name: string) => new RegExp(`\\b${id}\\b`).test(name);

    if (state === "fixed") expect(tests).not.toEqual([]);
    expect(tests.filter((path) => !namesIn(path).some(carriesId))).toEqual([]);
  });
});

import { existsSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

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

/** Names of the tests and groups of a file, as its source has them. */
function testNames(path: string): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const [name] = ts.isCallExpression(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && name !== undefined && ts.isStringLiteralLike(name) && isTest(node.expression)) {
      names.push(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest));
  return names;
}

/** `it`, `describe`, and what comes of them: `it.each([])`. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) return isTest(callee.expression);
  return ts.isIdentifier(callee) && ["it", "describe"].includes(callee.text);
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
    expect(tests.filter((path) => !testNames(path).some(carriesId))).toEqual([]);
  });
});

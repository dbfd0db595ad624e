import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { testFiles, testNames } from "../../commands/parts/test-names.ts";
import { rules } from "../../modules/guardrails/rules.ts";
import { deploymentProofs } from "./deployment-proofs.ts";
import { requirements } from "./index.ts";
import { entriesOfDocument } from "./read-document.ts";
import { requirementsDocument, requirementsFile, verdictOf } from "./requirements-document.ts";
import { entriesOfSource, entryKey, requirementsOf } from "./test-entry.ts";

const document = readFileSync(requirementsFile, "utf8");
const committed = entriesOfDocument(document);
const inSources = testFiles("__tests__").flatMap((file) => entriesOfSource(file, readFileSync(file, "utf8")));
const remedy = (file: string) => `run "npm run requirements -- --test ${file}" and commit the result`;

/** Ids from 001 to a number. */
function numbered(prefix: "FR" | "SC", last: number): readonly string[] {
  return Array.from({ length: last }, (_, index) => `${prefix}-${String(index + 1).padStart(3, "0")}`);
}

/** Ids that are to be proved by tests. */
const tested = requirements.filter(({ standing }) => standing.kind === "tested").map(({ id }) => id as string);

describe("the requirements", () => {
  it("are the 61 of function, the 26 of success and later ones, each once", () => {
    const ids = requirements.map(({ id }) => id as string);

    expect(ids.slice(0, 87)).toEqual([...numbered("FR", 61), ...numbered("SC", 26)]);
    expect(ids.slice(87)).toEqual([...new Set(ids.slice(87))].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("hold every id that a test carries in its name, as one that tests prove", () => {
    const unknown = [...inSources, ...committed].filter(({ id }) => !tested.includes(id));

    expect(unknown.map(({ id, file }) => `${id} in ${file}`)).toEqual([]);
  });

  it("hold every id that an alarm or a guardrail is there for, as one that tests prove", () => {
    const ids = new Set([
      ...requirementsOf(readFileSync("docs/alarms.md", "utf8")),
      ...requirementsOf(rules.flatMap((rule) => rule.requirements).join(" ")),
    ]);

    expect(ids.size).toBeGreaterThan(40);
    expect([...ids].filter((id) => !tested.includes(id))).toEqual([]);
  });

  it("that tests prove have at least one, and none that failed", () => {
    const verdicts = requirements
      .filter(({ id }) => tested.includes(id))
      .map((requirement) => [
        requirement.id,
        verdictOf(
          requirement,
          committed.filter(({ id }) => id === requirement.id),
        ),
      ]);

    expect(verdicts.filter(([, verdict]) => verdict !== "proved")).toEqual([]);
  });

  it("that another one says lead to one that tests prove", () => {
    const others = requirements.flatMap(({ standing }) =>
      standing.kind === "said by" ? [standing.other as string] : [],
    );

    expect(others.length).toBeGreaterThan(10);
    expect(others.filter((id) => !tested.includes(id))).toEqual([]);
  });

  it("say of each command for a deployed system what it shows", () => {
    const used = requirements.flatMap(({ standing }) =>
      standing.kind === "tested" ? [standing.remainder] : standing.kind === "after deployment" ? [standing.proof] : [],
    );

    expect(Object.values(deploymentProofs).filter((proof) => !used.includes(proof))).toEqual([]);
  });
});

describe("the committed table", () => {
  it("is what `npm run requirements` writes of the tests that it names", () => {
    expect(document).toBe(requirementsDocument(committed));
  });

  it("names every test that carries an id", () => {
    const known = new Set(committed.map(entryKey));
    const missing = inSources.filter((entry) => !known.has(entryKey(entry)));

    expect(missing.map(({ id, file, name }) => `${id} "${name}": ${remedy(file)}`)).toEqual([]);
  });

  it("names only tests that there are, by their names or by those that rows make", () => {
    const known = new Set(inSources.map(entryKey));
    const gone = committed.filter((entry) => !known.has(entryKey(entry)) && !isMadeOfRows(entry.file));

    expect(gone.map(({ id, file, name }) => `${id} "${name}": ${remedy(file)}`)).toEqual([]);
  });
});

/** Whether names in a file are made of rows of a table, so that they do not stand in it. */
function isMadeOfRows(file: string): boolean {
  return existsSync(file) && testNames(readFileSync(file, "utf8")).some((name) => /^(%s|\$\w+)/.test(name));
}

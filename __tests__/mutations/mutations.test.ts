import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkMutations } from "../../commands/parts/mutations/mutate.ts";
import { functionalRequirements } from "../requirements/functional.ts";
import { successCriteria } from "../requirements/success.ts";
import { entriesOfSource } from "../requirements/test-entry.ts";
import { mutations } from "./index.ts";
import { requirementFaults } from "./requirements/index.ts";

it("every mutation still changes the code that it was written for", () => {
  expect(() => checkMutations(process.cwd(), mutations)).not.toThrow();
});

it("there are at least sixty, each told from the others", () => {
  expect(mutations.length).toBeGreaterThanOrEqual(60);
  expect(new Set(mutations.map(({ file, what }) => `${file} ${what}`)).size).toBe(mutations.length);
});

it("one whose text is gone is refused, with its place and what to do", () => {
  const gone = { what: "nothing", file: "main.ts", find: "no such text", replace: "" };

  expect(() => checkMutations(process.cwd(), [gone])).toThrow(
    'mutation "nothing": found "no such text" 0 times in main.ts, expected once',
  );
});

describe("what takes away what requirements ask for", () => {
  it("still changes the code that it was written for", () => {
    expect(() => checkMutations(process.cwd(), requirementFaults)).not.toThrow();
  });

  it("is there for every requirement that tests prove", () => {
    const proved = [...functionalRequirements, ...successCriteria].filter(({ standing }) => standing.kind === "tested");
    const broken = new Set(requirementFaults.flatMap(({ breaks }) => breaks));

    const without = proved.filter(({ id }) => !broken.has(id)).map(({ id }) => id);

    expect(proved.length).toBeGreaterThanOrEqual(70);
    expect(without).toEqual([]);
  });

  it("names test files that carry each of its ids", () => {
    const idsOf = (file: string) => entriesOfSource(file, readFileSync(file, "utf8")).map(({ id }) => id);

    const notCarried = requirementFaults.flatMap(({ what, breaks, seenBy }) => {
      const ids = new Set(seenBy.flatMap(idsOf));
      return breaks.filter((id) => !ids.has(id)).map((id) => `${what}: ${id}`);
    });

    expect(notCarried).toEqual([]);
  });
});

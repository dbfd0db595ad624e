import { expect, it } from "vitest";
import { checkMutations } from "../../commands/parts/mutations/mutate.ts";
import { mutations } from "./index.ts";

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

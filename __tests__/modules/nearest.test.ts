import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "../../modules/nearest.ts";

const names = ["corsOrigins", "dashboardUrl", "visibility_timeout_seconds", "name"];

describe("the nearest name", () => {
  it.each([
    ["a missing letter", "corsOrigns", "corsOrigins"],
    ["another case", "CORSORIGINS", "corsOrigins"],
    ["two swapped letters", "nmae", "name"],
    ["a shortened name", "visibility_timeout", "visibility_timeout_seconds"],
  ])("is found behind %s", (_, text, expected) => {
    expect(nearest(text, names)).toBe(expected);
  });

  it.each([
    ["nothing alike", "zebra"],
    ["too short a beginning", "vis"],
  ])("is not guessed from %s", (_, text) => {
    expect(nearest(text, names)).toBeUndefined();
  });

  it("is the text itself where that is known", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), fc.nat(), (known, index) => {
        const text = known[index % known.length] as string;

        expect(nearest(text, known)).toBe(text);
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { ratio, summarize } from "../../bench/summary.ts";

describe("summaries of repeated figures", () => {
  it.each([
    ["an odd number", [3, 1, 2], { median: 2, minimum: 1, maximum: 3 }],
    ["an even number", [4, 1, 3, 2], { median: 2.5, minimum: 1, maximum: 4 }],
    ["a single figure", [7], { median: 7, minimum: 7, maximum: 7 }],
    ["figures whose texts sort otherwise", [10, 9, 100], { median: 10, minimum: 9, maximum: 100 }],
  ])("give median and range of %s", (_, figures, expected) => {
    const summary = summarize(figures);

    expect(summary).toEqual(expected);
  });

  it("refuse to summarize nothing", () => {
    expect(() => summarize([])).toThrow(RangeError);
  });

  it("compare round by round, so that a slow round slows both sides down", () => {
    const times = ratio([4, 40, 8], [1, 10, 4]);

    expect(times).toEqual({ median: 4, minimum: 2, maximum: 4 });
  });
});

import { describe, expect, it } from "vitest";
import { metricMath } from "./metric-math.ts";

const none = Number.NaN;

function result(expression: string, values: Readonly<Record<string, readonly number[]>>): readonly number[] {
  const series = Object.entries(values).map(([id, numbers]) => [id, Float64Array.from(numbers)] as const);
  return [...metricMath(expression).evaluate(Object.fromEntries(series))];
}

describe("the user guide's examples of comparisons", () => {
  const values = { metric1: [30, 20, 0, 0], metric2: [20, none, 20, none] };

  it.each([
    ["(metric1 < metric2)", [0, 0, 1, 0]],
    ["(metric1 >= 30)", [1, 0, 0, 0]],
    ["(metric1 > 15 AND metric2 > 15)", [1, 0, 0, 0]],
    ["metric1 > 15 && metric2 > 15 || metric1 == 20", [1, 1, 0, 0]],
  ])("%s", (expression, expected) => {
    expect(result(expression, values)).toEqual(expected);
  });
});

describe("the user guide's examples of IF", () => {
  const values = { metric1: [1, 1, 0, 0, none], metric2: [30, none, 0, 0, 30], metric3: [0, 0, 20, none, 20] };

  it.each([
    ["IF(metric1, metric2, metric3)", [30, 0, 20, none, none]],
    ["IF(metric1, 5, metric3)", [5, 5, 20, none, none]],
    ["IF(metric1, metric2, 5)", [30, 0, 5, 5, none]],
  ])("%s", (expression, expected) => {
    expect(result(expression, values)).toEqual(expected);
  });
});

describe("arithmetic", () => {
  it.each([
    ["a + b", [5, 1, 2, none]],
    ["b - a", [-1, -1, 2, none]],
    ["-a * 2 ^ 2", [-12, -4, none, none]],
    ["100 * a / (b + 1)", [100, none, 0, none]],
    ["FILL(a, 0) + FILL(b, 7)", [5, 8, 2, 7]],
    ["100 * FILL(a, 0) / b", [150, none, 0, none]],
  ])("%s: one missing value counts as 0, two give none, and so does a division by zero", (expression, expected) => {
    expect(result(expression, { a: [3, 1, none, none], b: [2, none, 2, none] })).toEqual(expected);
  });

  it("names the ids that it needs", () => {
    expect(metricMath("IF(invocations >= 10, 100 * errors / invocations, 0)").ids).toEqual(["invocations", "errors"]);
  });
});

describe("what is not known here", () => {
  it.each([
    ["SUM(METRICS())", "SUM"],
    ["a +", "ends too early"],
    ["a b", "b is not expected"],
    ["(a", "ends too early"],
    ["a % 2", "not understood"],
    ["A + 1", "A is not expected"],
  ])("is refused: %s", (expression, message) => {
    expect(() => metricMath(expression)).toThrow(message);
  });

  it.each([
    ["2 * 3", "a time series"],
    ["b + 1", "no metric has the id b"],
    ["FILL(a, a)", "with a number alone"],
  ])("is refused where values are needed: %s", (expression, message) => {
    expect(() => result(expression, { a: [1] })).toThrow(message);
  });
});

describe("SERVICE_QUOTA", () => {
  it("is the quota of the metric, where a value is and where there is none", () => {
    const values = { used: [20, none], "SERVICE_QUOTA(used)": [80, 80] };

    expect(result("100 * used / SERVICE_QUOTA(used)", values)).toEqual([25, 0]);
  });

  it("of a metric whose quota nobody knows is refused", () => {
    expect(() => result("SERVICE_QUOTA(used)", { used: [1] })).toThrow("no quota is known for used");
  });
});

import { describe, expect, it } from "vitest";
import { prod } from "../../environments/prod.ts";
import { linesOf, says } from "./refusals.ts";

describe("functions", () => {
  it.each([
    ["a setting of one", { settings: { metric: { A: 1 } } }, "settings.metric"],
    [
      "log retention of one",
      { logRetentionDays: { default: 90, functions: { metric: 14 } } },
      "logRetentionDays.functions.metric",
    ],
    [
      "a sampling rule for one",
      { samplingRules: [{ ...prod.samplingRules[0], applies: { function: "metric" } }] },
      "samplingRules[0].applies.function",
    ],
    [
      "expected traffic of one",
      {
        expectedTraffic: {
          ...prod.expectedTraffic,
          invocationsPerDay: { ...prod.expectedTraffic.invocationsPerDay, metric: 1 },
        },
      },
      "expectedTraffic.invocationsPerDay.metric",
    ],
  ])("%s that is not deployed is refused", (_, changes, path) => {
    expect(linesOf(changes)).toEqual([
      `environments/prod.ts, ${path}: found function "metric", which is not deployed, expected metrics. Correct or remove it.`,
    ]);
  });

  it("that are unlike any that is deployed are refused with all that are", () => {
    expect(linesOf({ settings: { canary: {} } })).toEqual([
      'environments/prod.ts, settings.canary: found function "canary", which is not deployed, expected one of ingestion, metrics, analysis, dashboard, notification, sse-streaming. Correct or remove it.',
    ]);
  });
});

describe("what watching costs", () => {
  const traffic = (invocationsPerDay: Readonly<Record<string, unknown>>) => ({
    expectedTraffic: { ...prod.expectedTraffic, invocationsPerDay },
  });
  const { dashboard, ...others } = prod.expectedTraffic.invocationsPerDay;

  it("needs the invocations of every function that requests or messages invoke", () => {
    expect(linesOf(traffic(others))).toEqual([
      "environments/prod.ts, expectedTraffic.invocationsPerDay.dashboard: found nothing, expected invocations a day that requests or messages make. Add it: logs and traces are paid for by invocation, and no schedule says how many there are.",
    ]);
  });

  it("takes no invocations of a function that only schedules invoke", () => {
    expect(linesOf(traffic({ dashboard, ...others, metrics: 1_440 }))).toEqual([
      "environments/prod.ts, expectedTraffic.invocationsPerDay.metrics: found a function that only schedules invoke, expected nothing, because its contract says how often it runs. Remove it.",
    ]);
  });

  it("is no negative number of anything", () => {
    expect(linesOf(traffic({ ...others, dashboard: -1 }))).toEqual([
      `environments/prod.ts, expectedTraffic.invocationsPerDay.dashboard: found -1, expected at least 0. Correct it; ${says}`,
    ]);
  });

  it("may be as much as everything together, and no more", () => {
    const together = prod.monthlyBudgetDollars;

    expect(linesOf({ observabilityBudgetDollars: together })).toEqual([]);
    expect(linesOf({ observabilityBudgetDollars: together + 1 })).toEqual([
      "environments/prod.ts, observabilityBudgetDollars: found 101, expected at most monthlyBudgetDollars, 100. Raise the budget of everything, or watch for less.",
    ]);
  });
});

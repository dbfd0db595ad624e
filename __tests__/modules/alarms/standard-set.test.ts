import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lambdaContract, restApi, type Trigger } from "../../../lambdas/shared/contract/index.ts";
import { scheduleInterval } from "../../../modules/alarms/schedule-interval.ts";
import { standardSet } from "../../../modules/alarms/standard-set.ts";
import { scoringFixture } from "../../helpers/scoring-fixture.ts";

const watched = { environment: "prod", functionName: "prod-sentiment-scoring" };
const withTriggers = (
  triggers: readonly Trigger[],
  changes: { timeoutSeconds?: number; memoryMegabytes?: number } = {},
) => lambdaContract({ ...scoringFixture, ...changes, triggers });
const every = (expression: string) => ({ kind: "schedule", expression }) as const;

function thresholds(contract: ReturnType<typeof withTriggers>) {
  return Object.fromEntries(
    standardSet(contract, watched).map(({ id, threshold, evaluationPeriods }) => [id, [threshold, evaluationPeriods]]),
  );
}

describe("seconds between runs of a function", () => {
  it.each([
    [[every("rate(1 minute)")], 60],
    [[every("rate(5 minutes)")], 300],
    [[every("rate(2 hours)")], 7_200],
    [[every("rate(1 day)")], 86_400],
    [[every("cron(0 * * * ? *)")], 86_400],
    [[restApi()], undefined],
    [[every("rate(1 minute)"), restApi()], undefined],
    [[], undefined],
  ])("%j: %s", (triggers, seconds) => {
    expect(scheduleInterval(withTriggers(triggers))).toBe(seconds);
  });
});

describe("the standard set", () => {
  it("asks for several periods in a row only where a run comes at least once per period", () => {
    expect(thresholds(withTriggers([every("rate(5 minutes)")]))).toMatchObject({
      "scoring-errors": [0, 2],
      "scoring-latency": [48_000, 3],
    });
    expect(thresholds(withTriggers([every("rate(6 minutes)")]))).toMatchObject({
      "scoring-errors": [0, 1],
      "scoring-latency": [48_000, 1],
    });
  });

  it("looks back as far as an invocation can last, because its outcome is known only when it has ended", () => {
    const periods = (timeoutSeconds: number) =>
      standardSet(withTriggers([restApi()], { timeoutSeconds }), watched)
        .filter(({ id }) => /-(errors|latency)$/.test(id))
        .map(({ evaluationPeriods, datapointsToAlarm }) => [datapointsToAlarm, evaluationPeriods]);

    expect(periods(299)).toEqual([
      [undefined, 2],
      [undefined, 3],
    ]);
    expect(periods(900)).toEqual([
      [2, 5],
      [3, 6],
    ]);
  });

  it("judges a function that callers invoke, too, by its share of failures", () => {
    expect(thresholds(withTriggers([every("rate(5 minutes)"), restApi()]))).toMatchObject({
      "scoring-errors": [5, 2],
      "scoring-errors-early": [1, 3],
    });
  });

  it("FR-061, FR-104: follows every timeout and memory size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 128, max: 10_240 }),
        (timeoutSeconds, memoryMegabytes) => {
          const set = thresholds(withTriggers([restApi()], { timeoutSeconds, memoryMegabytes }));

          const latency = Number(set["scoring-latency"]?.[0]) / (timeoutSeconds * 1_000);
          expect(latency).toBeGreaterThanOrEqual(0.8);
          expect(latency).toBeLessThanOrEqual(0.9);
          expect(Number(set["scoring-memory"]?.[0]) / memoryMegabytes).toBeCloseTo(0.85, 2);
        },
      ),
      { numRuns: 100 },
    );
  });
});

import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  type Delivery,
  type FailedRun,
  failedRunsAfter,
  failedRunWindowMilliseconds,
} from "../../../lambdas/ingestion/failed-runs.ts";

const minute = 60_000;
const run = (minutes: number): FailedRun => ({ runId: `run ${minutes}`, at: minutes * minute });

/** Failed runs that are known after runs five minutes apart. */
function after(...deliveries: readonly Delivery[]): readonly FailedRun[] {
  return deliveries.reduce<readonly FailedRun[]>(
    (earlier, delivery, index) => failedRunsAfter(earlier, delivery, run(index * 5)),
    [],
  );
}

it("D7: three runs in a row that fail are three", () => {
  const failed = after("failed", "failed", "failed");

  expect(failed).toEqual([run(0), run(5), run(10)]);
});

it("D7: a success between failures clears their count, and a run that does not ask leaves it", () => {
  const counts = [after("failed", "failed", "delivered", "failed"), after("failed", "not asked", "failed")];

  expect(counts.map(({ length }) => length)).toEqual([1, 2]);
});

it("D7: further attempts at one run are one failure", () => {
  const first = failedRunsAfter([], "failed", run(0));

  const again = failedRunsAfter(first, "failed", { runId: "run 0", at: minute });

  expect(again).toEqual([run(0)]);
});

it("D7: what is counted is the failures of the last 15 minutes since the last success", () => {
  const step = fc.record({
    minutes: fc.nat({ max: 20 }),
    delivery: fc.constantFrom<Delivery>("delivered", "failed", "not asked"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let now = 0;
      let known: readonly FailedRun[] = [];
      let failures: FailedRun[] = [];
      steps.forEach(({ minutes, delivery }, index) => {
        now += minutes * minute;
        const current = { runId: `run ${index}`, at: now };
        known = failedRunsAfter(known, delivery, current);
        if (delivery === "delivered") failures = [];
        if (delivery === "failed") failures.push(current);
        expect(known).toEqual(failures.filter(({ at }) => at >= now - failedRunWindowMilliseconds));
      });
    }),
  );
});

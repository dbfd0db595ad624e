import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterFailure,
  afterSuccess,
  type CircuitBreaker,
  closedBreaker,
  failureThreshold,
  failureWindowMilliseconds,
  longestProbeMilliseconds,
  permission,
  recoveryMilliseconds,
  whileProbing,
} from "../../../lambdas/ingestion/circuit-breaker.ts";

/** A call that a caller would like to make, and how it would end. */
interface Wish {
  readonly pause: number;
  readonly succeeds: boolean;
}

const wishes = fc.array(
  fc.record({
    pause: fc.oneof(fc.nat(5_000), fc.constant(recoveryMilliseconds), fc.nat(400_000)),
    succeeds: fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, { arbitrary: fc.constant(true), weight: 1 }),
  }),
  {
    minLength: 1,
    maxLength: 60,
  },
);

interface Step {
  readonly now: number;
  readonly before: CircuitBreaker;
  readonly permitted: ReturnType<typeof permission>;
  readonly succeeds: boolean;
  readonly after: CircuitBreaker;
}

/** Lets a breaker meet one wish after another. */
function walk(all: readonly Wish[]): readonly Step[] {
  let now = 0;
  let breaker = closedBreaker(now);
  return all.map(({ pause, succeeds }) => {
    now += pause;
    const before = breaker;
    const permitted = permission(before, now);
    const calling = permitted === "probe" ? whileProbing(before, now) : before;
    if (permitted !== "wait") breaker = succeeds ? afterSuccess(calling, now) : afterFailure(calling, now);
    return { now, before, permitted, succeeds, after: breaker };
  });
}

/** A breaker after that many failures, one per second from 0. */
function failed(times: number): CircuitBreaker {
  return Array.from({ length: times }, (_, index) => index * 1_000).reduce(afterFailure, closedBreaker(0));
}

describe("D5: a circuit breaker, whatever happens to its source,", () => {
  it("is open exactly after five failures in a row within 300 s, or a failed probe", () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const steps = walk(all);

        steps.forEach((step, index) => {
          const calls = steps.slice(0, index + 1).filter(({ permitted }) => permitted !== "wait");
          const sinceSuccess = calls.slice(calls.findLastIndex(({ succeeds }) => succeeds) + 1);
          const recent = sinceSuccess.filter(({ now }) => step.now - now <= failureWindowMilliseconds);
          const opens =
            step.permitted !== "wait" &&
            !step.succeeds &&
            (step.permitted === "probe" || recent.length >= failureThreshold);
          const staysOpen = step.permitted === "wait" && step.before.state === "open";
          expect(step.after.state === "open").toBe(opens || staysOpen);
        });
      }),
    );
  });

  it("lets nothing through for 60 s after it opened, and one probe then", () => {
    fc.assert(
      fc.property(wishes, (all) => {
        for (const { now, before, permitted } of walk(all)) {
          if (before.state !== "open") continue;
          expect(permitted).toBe(now - before.since < recoveryMilliseconds ? "wait" : "probe");
        }
      }),
    );
  });

  it("is closed and forgets every failure after a success", () => {
    fc.assert(
      fc.property(wishes, (all) => {
        for (const { permitted, succeeds, after } of walk(all)) {
          if (permitted === "wait" || !succeeds) continue;
          expect(after).toMatchObject({ state: "closed", failedAt: [] });
        }
      }),
    );
  });

  it("keeps no more failures than it takes to open", () => {
    fc.assert(
      fc.property(wishes, (all) => {
        for (const { after } of walk(all)) expect(after.failedAt.length).toBeLessThanOrEqual(failureThreshold);
      }),
    );
  });
});

it("D5: trips again however long ago it tripped first", () => {
  const recovered = afterSuccess(whileProbing(failed(5), 1_000_000), 1_000_100);

  const again = [0, 1, 2, 3, 4].map((index) => 2_000_000 + index * 60_000).reduce(afterFailure, recovered);

  expect(again).toMatchObject({ state: "open", since: 2_240_000 });
});

it("D5: a success between failures clears their count", () => {
  const breaker = afterFailure(afterSuccess(failed(4), 4_000), 5_000);

  expect(breaker).toEqual({ state: "closed", since: 0, failedAt: [5_000] });
});

it("D5: failures that are further apart than the window do not add up", () => {
  const breaker = afterFailure(failed(4), failureWindowMilliseconds + 1);

  expect(breaker).toEqual({
    state: "closed",
    since: 0,
    failedAt: [1_000, 2_000, 3_000, failureWindowMilliseconds + 1],
  });
});

it("a source that is called once in a run of five minutes is cut off when five calls in a row failed", () => {
  const breaker = [0, 1, 2, 3, 4]
    .map((run) => run * 300_000 + (run % 2) * 40_000)
    .reduce(afterFailure, closedBreaker(0));

  expect(breaker).toMatchObject({ state: "open" });
});

it("D5: while one probes nobody else does, until the prober must be dead", () => {
  const probing = whileProbing(failed(5), 100_000);

  const permissions = [0, longestProbeMilliseconds - 1, longestProbeMilliseconds].map((later) =>
    permission(probing, 100_000 + later),
  );

  expect(permissions).toEqual(["wait", "wait", "probe"]);
});

it("a late outcome does not touch an open breaker", () => {
  const open = failed(5);

  expect(afterSuccess(open, 9_000)).toBe(open);
  expect(afterFailure(open, 9_000)).toBe(open);
});

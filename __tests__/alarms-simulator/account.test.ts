import { describe, expect, it } from "vitest";
import { accountStack } from "../helpers/account-stacks.ts";
import { alarmDefinitions } from "./cloudwatch/alarm-definition.ts";
import { simulateAlarm } from "./cloudwatch/simulate.ts";
import { faultsFor } from "./faults/index.ts";
import { runFaultIn } from "./run-fault.ts";
import { minutesOfDay, minutesOfWeek } from "./system/clock.ts";
import { simulateAccount } from "./system/simulate-account.ts";

const seeds = process.env.TEST_FULL === "1" ? ["a", "b", "c", "d"] : ["a"];

const definitions = alarmDefinitions(accountStack).map((definition) => ({
  alarm: definition.name.slice("account-sentiment-".length),
  definition,
}));

/** No alarm of the account learns what is usual. */
const band = () => Number.POSITIVE_INFINITY;

describe.each(seeds)("a healthy week of the account (%s)", (seed) => {
  const minutes = { from: 0, to: minutesOfWeek };
  const store = simulateAccount({ seed, minutes: { from: -minutesOfDay, to: minutesOfWeek } });
  const week = definitions.map(({ alarm, definition }) => ({
    alarm,
    ...simulateAlarm(definition, store, minutes, { band }),
  }));

  it("sets off no alarm", () => {
    const wentOff = week.filter(({ changes }) => changes.some(({ state }) => state === "ALARM"));

    expect(wentOff.map(({ alarm }) => alarm)).toEqual([]);
  });

  it("gives data to every alarm, but for what is published only when something is wrong", () => {
    const withoutData = week.filter(({ sawData }) => !sawData);

    expect(withoutData.map(({ alarm }) => alarm)).toEqual(["dynamodb-user-errors"]);
  });
});

describe("alarms of the account", () => {
  const runs = definitions.flatMap(({ alarm, definition }) =>
    faultsFor(alarm).flatMap((fault) => seeds.map((seed) => ({ alarm, definition, fault, what: fault.what, seed }))),
  );

  it("have a fault each that they are for", () => {
    expect(definitions.map(({ alarm }) => alarm).filter((alarm) => faultsFor(alarm).length === 0)).toEqual([]);
    expect(definitions).toHaveLength(7);
  });

  it.each(runs)("$alarm: $what ($seed)", ({ definition, fault, seed }) => {
    const { isNoticed, later } = runFaultIn(simulateAccount, definition, fault, { seed, band });

    expect({ isNoticed, later }).toEqual({ isNoticed: true, later: expect.not.stringMatching("ALARM") });
  });
});

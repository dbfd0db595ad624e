import { describe, expect, it } from "vitest";
import { type StackRow, sentimentContracts, sentimentStacks } from "../helpers/sentiment-stacks.ts";
import { alarmDefinitions } from "./cloudwatch/alarm-definition.ts";
import { compositeAlarms, compositeChanges } from "./cloudwatch/composite-alarms.ts";
import { type Simulated, simulateAlarm } from "./cloudwatch/simulate.ts";
import type { Minutes } from "./cloudwatch/statistics.ts";
import { isSilentInHealth } from "./silent-alarms.ts";
import { minutesOfDay, minutesOfWeek } from "./system/clock.ts";
import { contracts, simulateSystem } from "./system/simulate-system.ts";
import { usualStreams } from "./usual-streams.ts";

const seeds = process.env.TEST_FULL === "1" ? ["a", "b", "c", "d", "e", "f"] : ["a", "b"];

interface Healthy {
  /** The last part of each alarm's name, and what it did. */
  readonly alarms: ReadonlyMap<string, Simulated>;
  readonly wentOff: readonly string[];
}

/** What the alarms of an environment do while the system is well. */
function healthy(
  row: StackRow,
  seed: string,
  minutes: Minutes = { from: 0, to: minutesOfWeek },
  { delay = 0, extra }: { readonly delay?: number; readonly extra?: number } = {},
): Healthy {
  const store = simulateSystem(row, { seed, minutes: { from: minutes.from - minutesOfDay, to: minutes.to }, delay });
  const options = { band: usualStreams(row.name, seed), ...(extra === undefined ? {} : { extra }) };
  const alarms = new Map(
    alarmDefinitions(row.stack).map((definition) => [
      definition.name.slice(`${row.name}-sentiment-`.length),
      simulateAlarm(definition, store, minutes, options),
    ]),
  );
  const wentOff = [...alarms].filter(([, { changes }]) => changes.some(({ state }) => state === "ALARM"));
  return { alarms, wentOff: wentOff.map(([name]) => name).sort() };
}

const weeks = sentimentStacks.flatMap((row) =>
  seeds.map((seed) => ({ name: row.name, seed, row, ...healthy(row, seed) })),
);

describe.each(weeks)("a healthy week in $name ($seed)", ({ row, alarms, wentOff }) => {
  it("sets off no alarm", () => {
    expect(wentOff).toEqual([]);
  });

  it("gives data to every alarm, except where there is only some when something is wrong", () => {
    const withoutData = [...alarms].filter(([, { sawData }]) => !sawData).map(([name]) => name);

    expect(withoutData.sort()).toEqual([...alarms.keys()].filter(isSilentInHealth).sort());
  });

  it("sets off no composite", () => {
    const simulated = [...alarms].map(([name, one]) => [`${row.name}-sentiment-${name}`, one] as const);

    const composites = compositeChanges(compositeAlarms(row.stack), new Map(simulated));

    expect([...composites.keys()]).toContain(`${row.name}-sentiment-critical`);
    expect([...composites.values()].flatMap(({ changes }) => changes)).toEqual([]);
  });
});

describe("a healthy system", { timeout: 60_000 }, () => {
  it("has all functions of the system in it", () => {
    expect(new Set(contracts)).toEqual(new Set(sentimentContracts));
  });

  const days = { from: 2 * minutesOfDay, to: 4 * minutesOfDay };

  it.each([1, 2])("sets off no alarm where metrics arrive %i minutes late", (delay) => {
    for (const row of sentimentStacks.filter(({ environment }) => !environment.production)) {
      expect(healthy(row, "a", days, { delay }).wentOff).toEqual([]);
    }
  });

  it.each([0, 1, 4])("sets off no alarm where CloudWatch looks at %i periods more than it evaluates", (extra) => {
    for (const row of sentimentStacks) expect(healthy(row, "a", days, { extra }).wentOff).toEqual([]);
  });
});

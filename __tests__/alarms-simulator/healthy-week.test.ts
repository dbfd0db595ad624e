import { describe, expect, it } from "vitest";
import { type StackRow, sentimentContracts, sentimentStacks } from "../helpers/sentiment-stacks.ts";
import { alarmDefinitions } from "./cloudwatch/alarm-definition.ts";
import { compositeAlarms, compositeChanges } from "./cloudwatch/composite-alarms.ts";
import { type Simulated, simulateAlarm } from "./cloudwatch/simulate.ts";
import type { Minutes } from "./cloudwatch/statistics.ts";
import { goOffInHealth, isSilentInHealth } from "./healthy-alarms.ts";
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

const unexpected = (names: readonly string[]) => names.filter((name) => goOffInHealth[name] === undefined);

describe.each(weeks)("a healthy week in $name ($seed)", ({ row, alarms, wentOff }) => {
  it("sets off no alarm but those that are known to go off without need", () => {
    expect(unexpected(wentOff)).toEqual([]);
  });

  it("gives data to every alarm, except where there is only some when something is wrong", () => {
    const withoutData = [...alarms].filter(([, { sawData }]) => !sawData).map(([name]) => name);

    expect(withoutData.sort()).toEqual([...alarms.keys()].filter(isSilentInHealth).sort());
  });

  it("sets off no composite, but for those alarms", () => {
    const quiet = [...alarms].map(([name, simulated]): [string, Simulated] => [
      `${row.name}-sentiment-${name}`,
      goOffInHealth[name] === undefined ? simulated : { ...simulated, changes: [] },
    ]);

    const composites = compositeChanges(compositeAlarms(row.stack), new Map(quiet));

    expect([...composites.keys()]).toContain(`${row.name}-sentiment-critical`);
    expect([...composites.values()].flatMap(({ changes }) => changes)).toEqual([]);
  });
});

describe("the list of alarms that go off without need", () => {
  it("names none that does not", () => {
    const wentOff = new Set(weeks.flatMap((week) => week.wentOff));

    expect(Object.keys(goOffInHealth).filter((name) => !wentOff.has(name))).toEqual([]);
  });
});

describe("a healthy system", () => {
  it("has all functions of the system in it", () => {
    expect(new Set(contracts)).toEqual(new Set(sentimentContracts));
  });

  const days = { from: 2 * minutesOfDay, to: 4 * minutesOfDay };

  it.each([1, 2])("sets off no further alarm where metrics arrive %i minutes late", (delay) => {
    for (const row of sentimentStacks.filter(({ environment }) => !environment.production)) {
      expect(unexpected(healthy(row, "a", days, { delay }).wentOff)).toEqual([]);
    }
  });

  it.each([0, 1, 4])(
    "sets off no further alarm where CloudWatch looks at %i periods more than it evaluates",
    (extra) => {
      for (const row of sentimentStacks) expect(unexpected(healthy(row, "a", days, { extra }).wentOff)).toEqual([]);
    },
  );
});

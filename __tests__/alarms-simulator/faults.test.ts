import { describe, expect, it } from "vitest";
import { sentimentStacks } from "../helpers/sentiment-stacks.ts";
import { alarmDefinitions } from "./cloudwatch/alarm-definition.ts";
import { compositeAlarms, compositeChanges } from "./cloudwatch/composite-alarms.ts";
import { faultsFor } from "./faults/index.ts";
import { runFault } from "./run-fault.ts";
import { usualStreams } from "./usual-streams.ts";

const seeds = process.env.TEST_FULL === "1" ? ["a", "b", "c", "d"] : ["a"];

const environments = sentimentStacks.map((row) => {
  const definitions = alarmDefinitions(row.stack).map((definition) => ({
    alarm: definition.name.slice(`${row.name}-sentiment-`.length),
    definition,
  }));
  const runs = definitions.flatMap(({ alarm, definition }) =>
    faultsFor(alarm).flatMap((fault) => seeds.map((seed) => ({ alarm, definition, fault, what: fault.what, seed }))),
  );
  const bands = new Map(seeds.map((seed) => [seed, usualStreams(row.name, seed)]));
  return { name: row.name, row, definitions, runs, bands };
});

describe.each(environments)("alarms of $name", { timeout: 60_000 }, ({ row, definitions, runs, bands }) => {
  it("have a fault each that they are for", () => {
    expect(definitions.map(({ alarm }) => alarm).filter((alarm) => faultsFor(alarm).length === 0)).toEqual([]);
  });

  it.each(runs)("$alarm: $what ($seed)", ({ definition, fault, seed }) => {
    const band = bands.get(seed) ?? (() => Number.POSITIVE_INFINITY);

    const { isNoticed, later, after, within } = runFault(row, definition, fault, { seed, band });

    const told = { isNoticed, after: isNoticed ? "in time" : `${after} of ${within} minutes` };
    expect(told).toEqual({ isNoticed: true, after: "in time" });
    expect(later).not.toBe("ALARM");
  });

  it("set off the composites that they belong to, and no other", () => {
    const rules = compositeAlarms(row.stack);

    for (const { definition } of definitions) {
      const alone = new Map(
        definitions.map((other) => [
          other.definition.name,
          { sawData: true, changes: [{ minute: 1, state: other.definition === definition ? "ALARM" : "OK" } as const] },
        ]),
      );
      const wentOff = [...compositeChanges(rules, alone)].filter(([, { changes }]) => changes.length > 0);
      const isIn = (composite: string): boolean =>
        (rules.get(composite)?.alarms ?? []).some((part) => part === definition.name || isIn(part));

      expect(wentOff.map(([composite]) => composite)).toEqual([...rules.keys()].filter(isIn));
    }
  });
});

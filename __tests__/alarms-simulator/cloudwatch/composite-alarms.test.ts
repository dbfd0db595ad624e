import { describe, expect, it } from "vitest";
import type { AlarmState } from "./alarm-evaluation.ts";
import { compositeChanges } from "./composite-alarms.ts";
import { compositeRule } from "./composite-rule.ts";

const states = new Map<string, AlarmState>([
  ["on", "ALARM"],
  ["off", "OK"],
  ["unknown", "INSUFFICIENT_DATA"],
]);

describe("a rule", () => {
  it.each([
    ['ALARM("on") OR ALARM("off")', true],
    ['ALARM("on") AND ALARM("off")', false],
    ['ALARM("on") AND NOT ALARM("off")', true],
    ['ALARM("on") OR ALARM("on") AND ALARM("off")', true],
    ['(ALARM("on") OR ALARM("on")) AND ALARM("off")', false],
    ['OK("off") AND INSUFFICIENT_DATA("unknown")', true],
    ['TRUE AND ALARM("unknown")', false],
    ["NOT FALSE", true],
  ])("%s", (rule, expected) => {
    expect(compositeRule(rule).holds(states)).toBe(expected);
  });

  it("names the alarms in it once", () => {
    expect(compositeRule('ALARM("a") OR ALARM("b") OR OK("a")').alarms).toEqual(["a", "b"]);
  });

  it.each(['ALARM("a") ALARM("b")', "ALARM(a)", 'ALARM("a"', "", 'XOR("a")', 'ALARM("a") OR'])(
    "is refused where it is not well-formed: %s",
    (rule) => {
      expect(() => compositeRule(rule)).toThrow();
    },
  );

  it("is refused over an alarm that there is not", () => {
    expect(() => compositeRule('ALARM("nobody")').holds(states)).toThrow("there is no alarm nobody");
  });
});

describe("composites", () => {
  const alarm = (...changes: readonly (readonly [number, AlarmState])[]) => ({
    sawData: true,
    changes: changes.map(([minute, state]) => ({ minute, state })),
  });

  it("follow the alarms in them, also through another composite", () => {
    const rules = new Map([
      ["all", compositeRule('ALARM("some") OR ALARM("c")')],
      ["some", compositeRule('ALARM("a") OR ALARM("b")')],
    ]);
    const alarms = new Map([
      ["a", alarm([1, "OK"], [5, "ALARM"], [9, "OK"])],
      ["b", alarm([7, "ALARM"], [12, "OK"])],
      ["c", alarm([1, "OK"])],
    ]);

    const found = compositeChanges(rules, alarms);

    const expected = alarm([5, "ALARM"], [12, "OK"]).changes;
    expect(found.get("all")?.changes).toEqual(expected);
    expect(found.get("some")?.changes).toEqual(expected);
  });

  it("cannot be part of themselves", () => {
    const rules = new Map([["x", compositeRule('ALARM("x") OR ALARM("a")')]]);

    expect(() => compositeChanges(rules, new Map([["a", alarm([1, "OK"])]]))).toThrow("x is part of itself");
  });
});

import { describe, expect, it } from "vitest";
import type { AlarmRecord } from "../../../modules/alarms/alarm-record.ts";
import { alarmDescription } from "../../../modules/alarms/description.ts";
import { register } from "../../../modules/alarms/register.ts";
import { alarm, metric } from "./alarm.ts";

const critical = {
  id: "critical",
  title: "Any critical alarm",
  severity: "critical",
  meaning: "One is on.",
  runbook: "critical",
  requirements: [],
  isMember: ({ severity }: AlarmRecord) => severity === "critical",
} as const;

const make = (records: readonly AlarmRecord[], level: "all" | "critical" = "all") =>
  register({ records, composites: [critical], level, nameOf: (id) => `prod-x-${id}` });

describe("the register", () => {
  it("holds alarms by id, whatever their order was", () => {
    expect(make([alarm("b"), alarm("a-1"), alarm("a")]).alarms.map(({ id }) => id)).toEqual(["a", "a-1", "b"]);
  });

  it("leaves out a composite that nothing belongs to", () => {
    expect(make([alarm("a")]).composites).toEqual([]);
    expect(make([alarm("a", { severity: "critical" })]).composites.map(({ members }) => members)).toEqual([["a"]]);
  });

  it("at the level of critical alarms has no others", () => {
    const records = [alarm("a"), alarm("b", { severity: "critical" }), alarm("c", { severity: "info" })];

    expect(make(records, "critical").alarms.map(({ id }) => id)).toEqual(["b"]);
  });

  it.each([
    ["two alarms of one name", [alarm("a"), alarm("a")], 'alarm "a": found 2 alarms of this name'],
    ["an alarm named as a composite", [alarm("critical")], 'alarm "critical": found 2 alarms of this name'],
    [
      "a look at more than a day in minutes",
      [alarm("a", { evaluationPeriods: 300 })],
      'alarm "a": found a look at 90000 s, expected at most 86400 s',
    ],
    [
      "a look at more than a week",
      [alarm("a", { periodSeconds: 86_400, evaluationPeriods: 8 })],
      "expected at most 604800 s",
    ],
    [
      "more breaching periods than are looked at",
      [alarm("a", { evaluationPeriods: 2, datapointsToAlarm: 3 })],
      "found 3 periods that have to breach, expected 1 to 2",
    ],
    ["a period that is no whole minute", [alarm("a", { periodSeconds: 90 })], "found a period of 90 s"],
    [
      "more metrics than an alarm can read",
      [
        alarm("a", {
          signal: {
            form: "expression",
            expression: "m0",
            label: "many",
            metrics: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`m${index}`, metric])),
          },
        }),
      ],
      'alarm "a": found 11 metrics, expected 1 to 10',
    ],
  ])("refuses %s", (_, records, message) => {
    expect(() => make(records)).toThrow(message);
  });

  it("refuses a description that CloudWatch would refuse", () => {
    const long = alarm("a", { meaning: "x".repeat(1_100) });

    expect(() => alarmDescription(long, "https://example.com/runbooks.md")).toThrow(
      'alarm "a": found a description of 1173 characters, expected at most 1024.',
    );
  });
});

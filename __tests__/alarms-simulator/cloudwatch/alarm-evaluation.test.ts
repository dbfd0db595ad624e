import { describe, expect, it } from "vitest";
import { type AlarmState, evaluate, type Point, type Treatment } from "./alarm-evaluation.ts";

const kinds: Readonly<Record<string, Point>> = { "0": "good", X: "breaching", "-": "missing" };

/** Periods as the user guide writes them: the newest on the right. */
function range(text: string): readonly Point[] {
  return text
    .split(" ")
    .map((mark) => kinds[mark] ?? "missing")
    .reverse();
}

const treatments: readonly Treatment[] = ["missing", "ignore", "breaching", "notBreaching"];

/** A row of the guide's tables: states for each treatment, in the order above; "retained" is the state before. */
type Row = readonly [points: string, ...states: (AlarmState | "retained")[]];

const threeOfThree: readonly Row[] = [
  ["0 - X - X", "OK", "OK", "OK", "OK"],
  ["0 - - - -", "OK", "OK", "OK", "OK"],
  ["- - - - -", "INSUFFICIENT_DATA", "retained", "ALARM", "OK"],
  ["0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["- - X - -", "ALARM", "retained", "ALARM", "OK"],
];

const twoOfThree: readonly Row[] = [
  ["0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 - X - -", "OK", "OK", "ALARM", "OK"],
  ["- - - - 0", "OK", "OK", "ALARM", "OK"],
  ["- - - X -", "ALARM", "retained", "ALARM", "OK"],
];

describe.each([
  { datapointsToAlarm: 3, rows: threeOfThree },
  { datapointsToAlarm: 2, rows: twoOfThree },
])("the user guide's table for $datapointsToAlarm of 3 periods", ({ datapointsToAlarm, rows }) => {
  it.each(rows)("%s", (points, ...states) => {
    for (const previous of ["OK", "ALARM"] as const) {
      const found = treatments.map((treatment) =>
        evaluate(range(points), { evaluationPeriods: 3, datapointsToAlarm, treatment }, previous),
      );

      expect(found).toEqual(states.map((state) => (state === "retained" ? previous : state)));
    }
  });
});

describe("an alarm on sparse data", () => {
  const rule = { evaluationPeriods: 3, datapointsToAlarm: 3, treatment: "missing" } as const;

  it.each(["- - - - X", "- - - X -"])("does not go off too early (%s)", (points) => {
    expect(evaluate(range(points), rule, "OK")).toBe("INSUFFICIENT_DATA");
  });

  it("stays on while the breaching period is in sight", () => {
    expect(evaluate(range("X - - - -"), rule, "ALARM")).toBe("ALARM");
  });
});

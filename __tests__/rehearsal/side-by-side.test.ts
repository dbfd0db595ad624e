import { expect, it } from "vitest";
import type { PhaseRow } from "../../rehearsal/report.ts";
import { notSideBySide } from "../../rehearsal/side-by-side.ts";

function row(phase: PhaseRow["phase"], stack: string, begunAt: number, endedAt: number): PhaseRow {
  return { phase, stack, seconds: endedAt - begunAt, endedAt, outcome: "" };
}

const applied = [row("apply", "one", 0, 80), row("apply", "two", 0, 90)];

it("second plans are side by side where all began after the last apply", () => {
  const rows = [...applied, row("second-plan", "one", 90, 100), row("second-plan", "two", 95, 110)];

  expect(notSideBySide(rows)).toEqual([]);
});

it("a second plan that began before the last apply ended is named", () => {
  const rows = [...applied, row("second-plan", "one", 81, 100), row("second-plan", "two", 90, 110)];

  expect(notSideBySide(rows)).toMatchObject([{ place: "one, second-plan" }]);
});

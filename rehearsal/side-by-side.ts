import type { Problem } from "../modules/problem.ts";
import type { PhaseRow } from "./report.ts";

/**
 * Second plans that say nothing about the other stacks: they began before everything was deployed, so that what one stack
 * overwrites of another would not show. Where a stack was not deployed at all, that is a problem of its own.
 */
export function notSideBySide(rows: readonly PhaseRow[]): readonly Problem[] {
  const deployed = Math.max(...rows.filter(({ phase }) => phase === "apply").map(({ endedAt }) => endedAt), 0);
  return rows
    .filter(({ phase, endedAt, seconds }) => phase === "second-plan" && endedAt - seconds < deployed)
    .map(({ stack = "", phase }) => ({
      place: `${stack}, ${phase}`,
      found: "a second plan that began while stacks were still being deployed",
      expected: "second plans when every stack is there",
      remedy: "Let every stack end its apply before the first second plan begins (rehearsal/run-stacks.ts).",
    }));
}

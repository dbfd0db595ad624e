import { expect, it } from "vitest";
import { stackPhasesFrom } from "../../../rehearsal/phases/phases.ts";

it("a rehearsal takes every stack through all phases, to nothing at the end", () => {
  const phases = ["init", "validate", "plan", "apply", "second-plan", "run", "protection", "destroy"];

  expect(stackPhasesFrom("check", false)).toEqual(phases);
  expect(stackPhasesFrom("prepare", false)).toEqual(phases);
});

it("what is kept is neither freed from its protection nor destroyed", () => {
  expect(stackPhasesFrom("check", true)).toEqual(["init", "validate", "plan", "apply", "second-plan", "run"]);
});

it("a rehearsal can go on from any phase", () => {
  expect(stackPhasesFrom("second-plan", false)).toEqual(["second-plan", "run", "protection", "destroy"]);
  expect(stackPhasesFrom("destroy", false)).toEqual(["destroy"]);
});

import { expect, it } from "vitest";
import type { RehearsalReport } from "../../../rehearsal/report.ts";
import { runCommand } from "../../helpers/run-command.ts";

const minutes = 60_000;

it("the account's stacks are deployed, planned again without a change, protected, and destroyed to nothing", {
  timeout: 15 * minutes,
}, () => {
  const { code, stdout } = runCommand(["commands/rehearse.ts", "account", "--json"]);
  const report = JSON.parse(stdout) as RehearsalReport;
  const rowsOf = (phase: string) => report.phases.filter((row) => row.phase === phase);
  const outcomes = (phase: string) => rowsOf(phase).map(({ outcome }) => outcome);
  const byStack = (phase: string) => Object.fromEntries(rowsOf(phase).map(({ stack, outcome }) => [stack, outcome]));

  expect(report.problems).toEqual([]);
  expect(code).toBe(0);
  expect(report.stacks.map(({ name }) => name).sort()).toEqual(["account", "state"]);
  expect(outcomes("second-plan")).toEqual(["empty", "empty"]);
  expect(outcomes("protection").filter((outcome) => outcome.startsWith("destroy was refused"))).not.toEqual([]);
  expect(byStack("destroy")).toEqual(byStack("apply"));
  expect(report.calls?.unknown).toEqual([]);
});

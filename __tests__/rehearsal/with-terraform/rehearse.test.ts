import { expect, it } from "vitest";
import type { RehearsalReport } from "../../../rehearsal/report.ts";
import { runCommand } from "../../helpers/run-command.ts";

const minutes = 60_000;

it("the account's stacks are deployed, planned again without a change, protected, and destroyed to nothing", {
  timeout: 15 * minutes,
}, () => {
  const { code, stdout } = runCommand(["commands/rehearse.ts", "account", "--json"]);
  const report = JSON.parse(stdout) as RehearsalReport;
  const outcomes = (phase: string) => report.phases.filter((row) => row.phase === phase).map((row) => row.outcome);

  expect(report.problems).toEqual([]);
  expect(code).toBe(0);
  expect(report.stacks.map(({ name }) => name).sort()).toEqual(["account", "state"]);
  expect(outcomes("second-plan")).toEqual(["empty", "empty"]);
  expect(outcomes("protection").filter((outcome) => outcome.startsWith("destroy was refused"))).not.toEqual([]);
  expect(outcomes("destroy")).toEqual(outcomes("apply"));
  expect(report.calls?.unknown).toEqual([]);
});

import { expect, it } from "vitest";
import { rehearsalReportText } from "../../commands/parts/rehearsal-report.ts";
import type { RehearsalReport } from "../../rehearsal/report.ts";

const report: RehearsalReport = {
  provider: { version: "5.100.0", older: true },
  phases: [
    { phase: "check", stack: undefined, seconds: 1, endedAt: 1, outcome: "Terraform 1.11.4" },
    { phase: "apply", stack: "one", seconds: 80.25, endedAt: 90, outcome: "2 resources" },
  ],
  stacks: [{ name: "one", resources: 2, waits: [{ kind: "aws_sqs_queue", resources: 3, longestSeconds: 25 }] }],
  calls: { calls: 9, byEmulator: 5, bySupplement: 2, amended: 2, unknown: [] },
  notRehearsed: [{ what: "budgets", why: "stored" }],
  problems: [],
};

it("a report shows phases, what took longest, what was not rehearsed and who answered", () => {
  expect(rehearsalReportText(report)).toBe(
    [
      "phase  stack    time  outcome",
      "check          1.0 s  Terraform 1.11.4",
      "apply  one    80.3 s  2 resources",
      "",
      "what the provider waits for in one  resources  longest",
      "aws_sqs_queue                               3     25 s",
      "",
      "not rehearsed  because",
      "budgets        stored",
      "",
      "9 calls: 5 answered by the emulator, 2 amended, 2 answered by the supplement, 0 operations unknown",
      "AWS provider 5.100.0, older than what is deployed with",
      "No problem: one (2 resources)",
    ].join("\n"),
  );
});

it("a report ends with each problem and their number", () => {
  const problem = { place: "one, apply", found: "Wrong", expected: "no error", remedy: "Put it right." };

  const text = rehearsalReportText({ ...report, problems: [problem] });

  expect(text).toMatch(/\none, apply: found Wrong, expected no error\. Put it right\.\n\n1 problems$/);
});

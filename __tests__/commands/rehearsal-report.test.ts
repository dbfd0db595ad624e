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
      "phase     stack    time  outcome",
      "check             1.0 s  Terraform 1.11.4",
      "apply     one    80.3 s  2 resources",
      "together         90.0 s",
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

it("a report says what roles used, what alarms said and what happened without each grant", () => {
  const role = "arn:aws:iam::111122223333:role/worker";
  const resource = "arn:aws:dynamodb:us-east-1:111122223333:table/rows";
  const grant = { role, statement: "Rows", action: "dynamodb:GetItem", resource };
  const denial = { role, action: grant.action, resource, allowed: false, why: "implicit deny" };
  const grants = [
    { ...grant, uses: 3, leftTo: undefined },
    { ...grant, action: "logs:PutLogEvents", uses: 0, leftTo: "Lambda writes it." },
  ];
  const run = {
    permissions: { decisions: 3, grants, denied: [] },
    probes: [{ role, tried: 41, carriedOut: [] }],
    alarms: { alarms: 2, inHealth: [], inFault: ["late"] },
    removals: [
      { grant, denial, noticed: "a row is lost" },
      { grant: { ...grant, action: "dynamodb:PutItem" }, denial, noticed: undefined },
      { grant: { ...grant, action: "dynamodb:Query" }, denial: undefined, noticed: undefined },
    ],
  };

  const text = rehearsalReportText({ ...report, stacks: [{ name: "one", resources: 2, waits: [], run }] });

  expect(text).toContain(
    [
      "roles of one  grants  used  not the code's  denied",
      "worker             2     1               1       0",
      "Lambda writes it.",
      "",
      "41 calls tried that were not granted, 0 of them carried out",
      "2 alarms of one evaluated: none went off in health; in a fault late",
      "",
      "roles of one, without  action            resource    what happens",
      "worker                 dynamodb:GetItem  table/rows  a row is lost",
      "worker                 dynamodb:PutItem  table/rows  denied, and nobody notices",
      "worker                 dynamodb:Query    table/rows  nothing denied",
    ].join("\n"),
  );
});

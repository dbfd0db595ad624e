import { expect, it } from "vitest";
import { errorsOf, readEvents, stepIn } from "../../../rehearsal/terraform/events.ts";

const resource = { addr: "aws_sqs_queue.jobs" };
const complete = JSON.stringify({
  type: "apply_complete",
  hook: { resource, action: "create", elapsed_seconds: 25 },
});

it("lines of Terraform say what was done, what is planned and what is wrong", () => {
  const lines = [
    "Terraform says something else",
    "{ broken",
    JSON.stringify({ type: "planned_change", change: { resource, action: "update" } }),
    JSON.stringify({ type: "resource_drift", change: { resource, action: "update" } }),
    complete,
    JSON.stringify({ type: "diagnostic", diagnostic: { severity: "error", summary: "Wrong" } }),
  ];

  expect(readEvents(lines)).toEqual({
    diagnostics: [{ severity: "error", summary: "Wrong" }],
    steps: [{ address: "aws_sqs_queue.jobs", action: "create", seconds: 25 }],
    planned: ["aws_sqs_queue.jobs (update)"],
  });
});

it("a line that completes a resource is one step forward, any other is none", () => {
  expect(stepIn(complete)).toEqual({ address: "aws_sqs_queue.jobs", action: "create", seconds: 25 });
  expect(stepIn(JSON.stringify({ type: "apply_start", hook: { resource } }))).toBeUndefined();
});

it("an error becomes a problem that names stack, phase and resource; warnings do not", () => {
  const diagnostics = [
    { severity: "warning", summary: "Old" },
    { severity: "error", summary: "Wrong", detail: "Not\n  so", address: "aws_sqs_queue.jobs" },
  ] as const;

  const [problem, ...others] = errorsOf(diagnostics, "sentiment-dev", "apply");

  expect(problem).toMatchObject({ place: "sentiment-dev, apply, aws_sqs_queue.jobs", found: "Wrong: Not so" });
  expect(others).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { guardrailProblems } from "../../../modules/guardrails/check-guardrails.ts";
import type { GuardrailException } from "../../../modules/guardrails/exceptions.ts";
import { problemLine } from "../../../modules/problem.ts";
import { type Change, guarded, stackWith } from "./guarded.ts";
import { zipContent } from "./sound-stack.ts";

const wrapper = { AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrapper" };
const wrapped = { aws_lambda_function: { worker: { environment: { variables: wrapper } } } };
const reason = "measured once a year";

const line =
  'stack jobs, aws_lambda_function.worker (jobs/worker/function), environment.variables.AWS_LAMBDA_EXEC_WRAPPER: found "/opt/wrapper", expected no such variable. Remove the variable; the collector layer needs none. (guardrail exec-wrapper)';

function linesOf(change: Change, ...exceptions: readonly GuardrailException[]): readonly string[] {
  const stack = guarded(stackWith(change), { exceptions });
  return guardrailProblems([stack], zipContent).map(problemLine);
}

describe("a broken rule", () => {
  it("is reported with construct path, address, rule and what to do", () => {
    expect(linesOf(wrapped)).toEqual([line]);
  });

  it("is reported for every stack that breaks it, all at once", () => {
    const stacks = ["jobs", "shop"].map((name) => guarded(stackWith(wrapped), { name, production: false }));

    const places = guardrailProblems(stacks, zipContent)
      .filter(({ remedy }) => remedy.includes("exec-wrapper"))
      .map(({ place }) => place.split(",")[0]);

    expect(places).toEqual(["stack jobs", "stack shop"]);
  });

  it("is reported without a path where it is about the whole stack", () => {
    const groups = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [
        `g${index}`,
        {
          group_name: `dev-jobs-${index}`,
          filter_expression: "fault",
          insights_configuration: { insights_enabled: true },
        },
      ]),
    );

    expect(linesOf({ aws_xray_group: groups })).toEqual([
      expect.stringMatching(/^stack jobs: found 26 groups, 0 of them in other stacks, expected /),
    ]);
  });
});

describe("an exception", () => {
  it.each(["jobs/worker/function", "aws_lambda_function.worker"])("lets %s break the rule", (place) => {
    expect(linesOf(wrapped, { rule: "exec-wrapper", place, reason })).toEqual([]);
  });

  it("lets nothing else pass: no other rule, no other resource", () => {
    const change = { ...wrapped, aws_sqs_queue: { failed: { sqs_managed_sse_enabled: false } } };

    const lines = linesOf(change, { rule: "queue-encryption", place: "aws_sqs_queue.failed", reason });

    expect(lines).toEqual([line]);
  });

  it.each([
    [
      "that nothing needs",
      { rule: "queue-encryption", place: "aws_sqs_queue.failed", reason },
      "stack jobs, exception of queue-encryption for aws_sqs_queue.failed: found nothing there that breaks the rule, expected exceptions that are needed. Remove the exception, or correct its place.",
    ],
    [
      "for a rule that there is not",
      { rule: "exec-wraper", place: "aws_lambda_function.worker", reason },
      'stack jobs, exception of exec-wraper for aws_lambda_function.worker: found no guardrail "exec-wraper", expected exec-wrapper. Correct the id, or remove the exception.',
    ],
    [
      "with a wildcard",
      { rule: "exec-wrapper", place: "jobs/*/function", reason },
      "stack jobs, exception of exec-wrapper for jobs/*/function: found a wildcard, expected the construct path or address of one resource. Write one exception per resource.",
    ],
    [
      "without a reason",
      { rule: "exec-wrapper", place: "jobs/worker/function", reason: " " },
      "stack jobs, exception of exec-wrapper for jobs/worker/function: found no reason, expected why the rule does not hold there. Write it down.",
    ],
  ])("%s is refused", (_, exception, expected) => {
    expect(linesOf(wrapped, exception)).toContain(expected);
  });

  it.each([
    { rule: "exec-wrapper", place: "jobs/*/function", reason },
    { rule: "exec-wrapper", place: "jobs/worker", reason },
    { rule: "exec-wrapper", place: "jobs/worker/function", reason: "" },
  ])("at $place for the reason '$reason' leaves the problem standing", (exception) => {
    expect(linesOf(wrapped, exception)).toContain(line);
  });
});

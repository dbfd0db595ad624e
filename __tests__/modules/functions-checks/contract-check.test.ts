import { describe, expect, it } from "vitest";
import {
  integer,
  type LambdaContract,
  openTelemetryVariables,
  restApi,
  schedule,
  standardVariables,
  table,
  tableDefinition,
  text,
  topicDefinition,
  topicMessages,
} from "../../../lambdas/shared/contract/index.ts";
import { checkContract } from "../../../modules/functions/contract-check.ts";
import type { ProblemError } from "../../../modules/problem.ts";
import { contractWith } from "./contract.ts";

const jars = tableDefinition({
  name: "jars",
  partitionKey: { name: "id", type: "S" },
  sortKey: { name: "at", type: "S" },
  indexes: {},
});
const colour = text({ meaning: "a colour" });

/** Lines that a changed contract is refused with. */
function linesOf(changes: Partial<LambdaContract>): readonly string[] {
  try {
    checkContract(contractWith(changes));
    return [];
  } catch (error) {
    return (error as ProblemError).message.split("\n");
  }
}

describe("a contract", () => {
  it("in order is accepted, at the edges too", () => {
    expect(linesOf({ timeoutSeconds: 1, memoryMegabytes: 128 })).toEqual([]);
    expect(linesOf({ timeoutSeconds: 900, memoryMegabytes: 10_240 })).toEqual([]);
    expect(linesOf({ reaches: { JARS_TABLE: table(jars, {}) }, settings: { COLOUR: colour } })).toEqual([]);
  });

  it.each([901, 0, -1, 1.5, Number.NaN])("with a timeout of %s seconds is refused", (timeoutSeconds) => {
    expect(linesOf({ timeoutSeconds })).toEqual([
      `lambdas/worker/contract.ts, timeoutSeconds: found ${timeoutSeconds}, expected a whole number from 1 to 900. Lambda stops a function after 15 minutes: split the work.`,
    ]);
  });

  it.each([127, 10_241, 256.5])("with %s MB of memory is refused", (memoryMegabytes) => {
    expect(linesOf({ memoryMegabytes })).toEqual([
      `lambdas/worker/contract.ts, memoryMegabytes: found ${memoryMegabytes}, expected a whole number from 128 to 10240. Choose a size that Lambda offers.`,
    ]);
  });

  it("with two owners of one variable is refused", () => {
    expect(linesOf({ reaches: { JARS: table(jars, {}) }, settings: { JARS: colour } })).toEqual([
      "lambdas/worker/contract.ts, JARS: found 2 owners (reaches, settings), expected one owner per variable. Rename one of them.",
    ]);
  });

  it.each(Object.keys(standardVariables))("that sets %s, which every function has, is refused", (variable) => {
    expect(linesOf({ settings: { [variable]: colour } })).toEqual([
      `lambdas/worker/contract.ts, ${variable}: found 2 owners (every function, settings), expected one owner per variable. Rename one of them.`,
    ]);
  });

  it.each(Object.keys(openTelemetryVariables))("that sets %s, which OpenTelemetry has, is refused", (variable) => {
    expect(linesOf({ tracing: "open-telemetry", settings: { [variable]: colour } })).toHaveLength(1);
    expect(linesOf({ tracing: "x-ray", settings: { [variable]: colour } })).toEqual([]);
  });

  it.each([
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
  ])("with the reserved variable %s is refused", (variable) => {
    expect(linesOf({ settings: { [variable]: colour } })).toEqual([
      `lambdas/worker/contract.ts, ${variable}: found a variable that Lambda reserves for itself, expected a name of your own. Rename it.`,
    ]);
  });

  it.each(["MY-COLOUR", "1COLOUR", "C", "MY COLOUR", "_COLOUR", ""])(
    "with a variable called '%s' is refused",
    (variable) => {
      expect(linesOf({ settings: { [variable]: colour } })).toEqual([
        `lambdas/worker/contract.ts, ${variable}: found a name that Lambda does not accept, expected letters, digits and underscores, at least two, beginning with a letter. Rename it.`,
      ]);
    },
  );

  it.each(["rate(5 minute)", "rate(1 minutes)", "rate(0 minutes)", "cron(0 * * * *)", "every minute", ""])(
    "with the schedule '%s' is refused",
    (expression) => {
      expect(linesOf({ triggers: [schedule(expression)] })).toEqual([
        `lambdas/worker/contract.ts, triggers: found schedule "${expression}", expected rate(1 minute), rate(5 minutes) or cron(0 * * * ? *): singular for 1 only, six fields in cron. Correct the expression.`,
      ]);
    },
  );

  it.each(["rate(1 day)", "rate(15 minutes)", "cron(0 8 ? * MON-FRI *)"])(
    "with the schedule %s is accepted",
    (expression) => {
      expect(linesOf({ triggers: [schedule(expression)] })).toEqual([]);
    },
  );

  it("with two triggers of one kind is refused, except topics", () => {
    const topics = [topicMessages(topicDefinition("a")), topicMessages(topicDefinition("b"))];

    expect(linesOf({ triggers: topics })).toEqual([]);
    expect(linesOf({ triggers: [restApi(), restApi()] })).toEqual([
      "lambdas/worker/contract.ts, triggers: found several triggers of kind rest-api, expected one of a kind, except topics. Keep one of them.",
    ]);
  });

  it("with several mistakes is refused with all of them", () => {
    const limit = integer({ meaning: "a limit", minimum: 1, maximum: 2 });

    expect(linesOf({ timeoutSeconds: 901, memoryMegabytes: 1, settings: { AWS_REGION: limit } })).toHaveLength(3);
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import { metrics } from "../../../lambdas/metrics/contract.ts";
import { ConfigurationError, readConfiguration, readStandardVariable } from "../../../lambdas/shared/configuration.ts";
import {
  functionUrlOf,
  integer,
  type LambdaContract,
  lambdaContract,
  secret,
  table,
  text,
  topic,
  url,
} from "../../../lambdas/shared/contract/index.ts";
import { tiingoSecret } from "../../../lambdas/shared/sentiment/secrets.ts";
import { items } from "../../../lambdas/shared/sentiment/tables.ts";
import { analysisRequests } from "../../../lambdas/shared/sentiment/topics.ts";
import * as functions from "../../../stacks/sentiment/functions.ts";
import { lambdaEnvironment } from "../../helpers/lambda-environment.ts";

const contract = lambdaContract({
  ...metrics,
  name: "example",
  reaches: {
    ITEMS_TABLE: table(items, { actions: ["dynamodb:GetItem"] }),
    REQUESTS_TOPIC_ARN: topic(analysisRequests),
    TIINGO_SECRET_ARN: secret(tiingoSecret),
    STREAM_URL: functionUrlOf("sse-streaming"),
  },
  settings: {
    LIMIT: integer({ meaning: "articles per call", minimum: 1, maximum: 100 }),
    MODEL: text({ meaning: "version of the model", pattern: "^v\\d+$" }),
    SITE: url({ meaning: "address of the site" }),
  },
});
const variables = {
  ITEMS_TABLE: "dev-sentiment-items",
  REQUESTS_TOPIC_ARN: "arn:aws:sns:us-east-1:111122223333:dev-sentiment-analysis-requests",
  TIINGO_SECRET_ARN: "arn:aws:secretsmanager:us-east-1:111122223333:secret:dev/tiingo-AbCdEf",
  STREAM_URL: "https://abc.lambda-url.us-east-1.on.aws/",
  LIMIT: "25",
  MODEL: "v2",
  SITE: "https://example.com",
};

/** The line that the function ends with when it starts with these variables. */
function lineOf(changes: Readonly<Record<string, string | undefined>>): string {
  try {
    readConfiguration(contract, { ...variables, ...changes });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
  }
  return "it starts";
}

const line = (problem: string) =>
  `Function example cannot start: ${problem}. Its variables come from lambdas/example/contract.ts and the environment file: deploy it again.`;

describe("the configuration of a function", () => {
  it("is parsed: numbers are numbers", () => {
    expect(readConfiguration(contract, variables)).toEqual({ ...variables, LIMIT: 25 });
  });

  it("holds what the contract declares and nothing else", () => {
    expect(Object.keys(readConfiguration(contract, { ...variables, PATH: "/bin" })).sort()).toEqual(
      Object.keys(variables).sort(),
    );
  });

  it.each([
    ["ITEMS_TABLE", "the name of table items"],
    ["REQUESTS_TOPIC_ARN", "the ARN of topic analysis-requests"],
    ["TIINGO_SECRET_ARN", "the ARN of secret tiingo"],
    ["STREAM_URL", "the URL of function sse-streaming"],
    ["LIMIT", "articles per call"],
    ["MODEL", "version of the model"],
    ["SITE", "address of the site"],
  ])("without %s is one clear line, and so is an empty one", (variable, meaning) => {
    expect(lineOf({ [variable]: undefined })).toBe(line(`${variable} is missing, expected ${meaning}`));
    expect(lineOf({ [variable]: "" })).toBe(line(`${variable} is missing, expected ${meaning}`));
  });

  it.each([
    ["LIMIT", "many", '"many", expected a whole number from 1 to 100'],
    ["LIMIT", "0", '"0", expected a whole number from 1 to 100'],
    ["LIMIT", "101", '"101", expected a whole number from 1 to 100'],
    ["LIMIT", "2.5", '"2.5", expected a whole number from 1 to 100'],
    ["LIMIT", " 5", '" 5", expected a whole number from 1 to 100'],
    ["MODEL", "2", '"2", expected a text that matches ^v\\d+$'],
    ["SITE", "ftp://example.com", '"ftp://example.com", expected an absolute http or https URL'],
    ["SITE", "example.com\nx", '"example.com\\nx", expected an absolute http or https URL'],
  ])("with a malformed setting %s=%j is one clear line", (variable, value, problem) => {
    expect(lineOf({ [variable]: value })).toBe(line(`${variable} is ${problem}`));
  });

  it.each([
    ["ITEMS_TABLE", "two words", "the name of table items"],
    ["REQUESTS_TOPIC_ARN", "analysis-requests", "the ARN of topic analysis-requests"],
    ["TIINGO_SECRET_ARN", "s3cret-token", "the ARN of secret tiingo"],
    ["TIINGO_SECRET_ARN", variables.REQUESTS_TOPIC_ARN, "the ARN of secret tiingo"],
    ["STREAM_URL", "http://abc", "the URL of function sse-streaming"],
  ])("with a malformed %s is one clear line that does not repeat the value %s", (variable, value, meaning) => {
    expect(lineOf({ [variable]: value })).toBe(line(`${variable} is malformed, expected ${meaning}`));
  });

  it("with several mistakes names them all in one line", () => {
    const message = lineOf({ ITEMS_TABLE: undefined, LIMIT: "0", SITE: undefined });

    expect(message).toBe(
      line(
        'ITEMS_TABLE is missing, expected the name of table items; LIMIT is "0", expected a whole number from 1 to 100; SITE is missing, expected address of the site',
      ),
    );
    expect(message).not.toContain("\n");
  });

  it.each(["ENVIRONMENT", "AWS_LAMBDA_FUNCTION_NAME"] as const)("without %s is one clear line", (variable) => {
    expect(() => readStandardVariable(contract, variable, {})).toThrow(line(`${variable} is missing`));
    expect(() => readStandardVariable(contract, variable, { [variable]: "" })).toThrow(ConfigurationError);
    expect(readStandardVariable(contract, variable, { [variable]: "dev" })).toBe("dev");
  });
});

describe.each(Object.values(functions).map((each: LambdaContract) => [each.name, each] as const))(
  "function %s",
  (_, each) => {
    const settings = Object.fromEntries(
      Object.entries(each.settings).map(([variable, setting]) => [variable, setting.default ?? "https://example.com"]),
    );
    const complete = lambdaEnvironment(each, settings);

    it("starts with what its contract declares", () => {
      expect(() => readConfiguration(each, complete)).not.toThrow();
    });

    it("says which variable is missing, whichever it is", () => {
      for (const variable of [...Object.keys(each.reaches), ...Object.keys(each.settings)]) {
        expect(() => readConfiguration(each, { ...complete, [variable]: undefined })).toThrow(
          `Function ${each.name} cannot start: ${variable} is missing, expected `,
        );
      }
    });
  },
);

describe("a handler", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  it.each([
    ["without a variable", "ITEMS_TABLE", undefined, "ITEMS_TABLE is missing, expected the name of table items"],
    [
      "with a malformed variable",
      "STUCK_AFTER_MINUTES",
      "soon",
      'STUCK_AFTER_MINUTES is "soon", expected a whole number',
    ],
    ["without its environment's name", "ENVIRONMENT", undefined, "ENVIRONMENT is missing"],
  ])("%s fails at start, before any event", async (_, variable, value, problem) => {
    for (const [name, text] of Object.entries(lambdaEnvironment(metrics))) vi.stubEnv(name, text);
    vi.stubEnv(variable, value);

    const start = import("../../../lambdas/metrics/handler.ts");

    await expect(start).rejects.toMatchObject({
      name: "ConfigurationError",
      message: expect.stringContaining(`Function metrics cannot start: ${problem}`),
    });
  });
});

import { describe, expect, it } from "vitest";
import { dev } from "../../../environments/dev.ts";
import type { Environment } from "../../../environments/schema.ts";
import { functionUrlOf, lambdaContract, schedule } from "../../../lambdas/shared/contract/index.ts";
import { ProblemError } from "../../../modules/problem.ts";
import { SentimentStack } from "../../../stacks/sentiment/sentiment-stack.ts";
import { statement, statementsOfRole } from "../../helpers/policies.ts";
import { scoringFixture } from "../../helpers/scoring-fixture.ts";
import {
  sentimentContracts,
  sentimentStack,
  sentimentStacks,
  withoutFunctions,
} from "../../helpers/sentiment-stacks.ts";
import { type ResourceBody, type Synthesized, testApp } from "../../helpers/synthesize.ts";
import "../../helpers/stack-matchers.ts";

const xRayActions = [
  "xray:PutTraceSegments",
  "xray:PutTelemetryRecords",
  "xray:GetSamplingRules",
  "xray:GetSamplingTargets",
  "xray:GetSamplingStatisticSummaries",
];

/** Actions whose statements may name every resource, and why. */
const unboundActions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(xRayActions.map((action) => [action, "X-Ray's write actions take no resource"])),
  "cloudwatch:PutMetricData": "takes no resource; a condition on the namespace bounds it",
};

const rows = sentimentStacks.flatMap((row) => sentimentContracts.map((contract) => ({ ...row, contract })));

function functionOf(stack: Synthesized, environment: Environment, name: string): ResourceBody {
  return stack.resource("aws_lambda_function", { function_name: `${environment.name}-sentiment-${name}` });
}

function variablesOf(body: ResourceBody): Readonly<Record<string, string>> {
  return (body.environment as { readonly variables: Readonly<Record<string, string>> }).variables;
}

describe.each(rows)("function $contract.name in $name", ({ environment, stack, contract }) => {
  const body = functionOf(stack, environment, contract.name);
  const roleName = `${environment.name}-sentiment-${contract.name}-lambda-role`;

  it("has the size that its contract says, also at most so many at once, on the project's platform (FR-035)", () => {
    expect(body).toMatchObject({
      timeout: contract.timeoutSeconds,
      memory_size: contract.memoryMegabytes,
      reserved_concurrent_executions: contract.reservedConcurrency,
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "handler.handler",
    });
  });

  it("D26: is traced actively, and its role can write traces (FR-013, FR-017, FR-159)", () => {
    expect(body.tracing_config).toEqual({ mode: "Active" });
    const tracing = statementsOfRole(stack, roleName).filter(({ Sid }) => Sid === "WriteTraces");
    expect(tracing.map(({ Action }) => Action)).toEqual([xRayActions]);
  });

  it("has no wrapper and no network of its own, which would break streaming (FR-046, SC-043)", () => {
    expect(Object.keys(variablesOf(body))).not.toContain("AWS_LAMBDA_EXEC_WRAPPER");
    expect(body).not.toHaveProperty("vpc_config");
  });

  it("writes JSON logs to a group that exists before it, kept as long as the environment says (FR-012)", () => {
    const name = `/aws/lambda/${environment.name}-sentiment-${contract.name}`;
    const days = environment.logRetentionDays.functions[contract.name] ?? environment.logRetentionDays.default;

    expect(stack).toHaveResource("aws_cloudwatch_log_group", { name, retention_in_days: days });
    expect(body.logging_config).toMatchObject({ log_format: "JSON" });
    expect(stack.referenced((body.logging_config as ResourceBody).log_group).name).toBe(name);
    expect(body.depends_on).toContainEqual(expect.stringMatching(/^aws_cloudwatch_log_group\./));
  });

  it("may do nothing on every resource but what cannot be bound to one", () => {
    const statements = statementsOfRole(stack, roleName);

    const unbound = statements
      .filter(({ Resource }) => [Resource].flat().includes("*"))
      .flatMap(({ Action }) => [Action].flat())
      .filter((action) => unboundActions[action] === undefined);
    expect(unbound).toEqual([]);
    expect(statements.flatMap(({ Action }) => [Action].flat()).filter((action) => action.includes("*"))).toEqual([]);
  });

  it("D26: may encrypt what it publishes and decrypt the secrets that it reads", () => {
    const kinds = Object.values(contract.reaches).map(({ kind }) => kind);
    const actionsOf = (sid: string) =>
      statementsOfRole(stack, roleName).flatMap(({ Sid, Action }) => (Sid === sid ? [Action].flat() : []));

    expect(actionsOf("EncryptMessages")).toEqual(kinds.includes("topic") ? ["kms:GenerateDataKey", "kms:Decrypt"] : []);
    expect(actionsOf("DecryptSecrets")).toEqual(kinds.includes("secret") ? ["kms:Decrypt"] : []);
  });

  it("D26: may write metrics by calls into the namespaces of its contract, and into no other", () => {
    const allowed = statementsOfRole(stack, roleName)
      .filter(({ Action }) => [Action].flat().includes("cloudwatch:PutMetricData"))
      .map(({ Condition }) => Condition?.StringEquals?.["cloudwatch:namespace"]);

    const isMetrics = contract.name === "metrics";
    expect(allowed).toEqual(isMetrics ? [["SentimentAnalyzer"]] : []);
  });

  it("takes its code from the artifact bucket under a key of its content", () => {
    const code = stack.referenced(body.s3_key);

    expect(code.key).toMatch(new RegExp(`^${contract.name}/[0-9a-f]{64}\\.zip$`));
    expect(code.source).toMatch(/^\$\{path\.module\}\/\.\.\/\.\.\/artifacts\//);
    expect(stack.referenced(code.bucket).bucket).toBe(
      `${environment.name}-sentiment-lambda-deployments-${environment.accountId}`,
    );
    expect(body.source_code_hash).toBe(body.code_sha256);
  });
});

/** The one element of a list. */
function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length > 1) throw new Error(`Found ${list.length}, expected one`);
  return first;
}

describe.each(sentimentStacks)("what invokes the functions of $name", ({ environment, stack }) => {
  const name = (part: string) => `${environment.name}-sentiment-${part}`;

  it.each([
    ["ingestion", "rate(5 minutes)"],
    ["metrics", "rate(1 minute)"],
    ["notification", "cron(0 * * * ? *)"],
  ])("D30: runs %s at %s, and only after its permission exists (FR-112)", (functionName, expression) => {
    const target = functionOf(stack, environment, functionName);
    const rule = stack.resource("aws_cloudwatch_event_rule", { name: name(`${functionName}-schedule`) });
    const event = only(
      Object.values(stack.resources("aws_cloudwatch_event_target")).filter(
        ({ arn }) => stack.referenced(arn) === target,
      ),
    );

    expect(rule.schedule_expression).toBe(expression);
    expect(stack.referenced(event.rule)).toBe(rule);
    expect(event.depends_on).toEqual([expect.stringMatching(/^aws_lambda_permission\./)]);
    expect(event.retry_policy).toEqual({ maximum_retry_attempts: 2, maximum_event_age_in_seconds: 300 });
    expect(stack.referenced((event.dead_letter_config as ResourceBody).arn).name).toBe(name("schedule-dlq"));
  });

  it("gives every public URL both statements that callers need", () => {
    const urls = Object.values(stack.resources("aws_lambda_function_url"));
    const permissions = Object.values(stack.resources("aws_lambda_permission"));

    expect(urls.map(({ function_name }) => stack.referenced(function_name).function_name).sort()).toEqual([
      name("dashboard"),
      name("sse-streaming"),
    ]);
    for (const { function_name } of urls) {
      const open = permissions.filter((each) => each.function_name === function_name && each.principal === "*");
      expect(
        open.map(({ action, function_url_auth_type, invoked_via_function_url }) => [
          action,
          function_url_auth_type,
          invoked_via_function_url,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ["lambda:InvokeFunctionUrl", "NONE", undefined],
          ["lambda:InvokeFunction", undefined, true],
        ]),
      );
      expect(open).toHaveLength(2);
    }
  });

  it("lets nobody but a public URL invoke without naming a source", () => {
    const unnamed = Object.values(stack.resources("aws_lambda_permission"))
      .filter(({ source_arn }) => source_arn === undefined)
      .filter((each) => each.function_url_auth_type !== "NONE" && each.invoked_via_function_url !== true);

    expect(unnamed).toEqual([]);
  });

  it.each(["dashboard", "sse-streaming"])(
    "D26: lets browsers of the environment's origins use the URL of %s, trace header included (FR-015, FR-082, FR-119)",
    (functionName) => {
      const target = functionOf(stack, environment, functionName);
      const url = only(
        Object.values(stack.resources("aws_lambda_function_url")).filter(
          ({ function_name }) => stack.referenced(function_name) === target,
        ),
      );

      expect(url.cors).toMatchObject({
        allow_origins: environment.corsOrigins,
        allow_headers: expect.arrayContaining(["authorization", "x-amzn-trace-id"]),
        expose_headers: expect.arrayContaining(["x-amzn-trace-id"]),
        max_age: 7200,
      });
      expect(environment.corsOrigins).not.toContain("*");
      expect(url.invoke_mode).toBe(functionName === "dashboard" ? "BUFFERED" : "RESPONSE_STREAM");
    },
  );

  it("gives the streaming function 1,024 MB, which it shares with the collector (FR-102)", () => {
    expect(functionOf(stack, environment, "sse-streaming").memory_size).toBe(1_024);
  });

  it("tells the dashboard the URL of the stream", () => {
    const address = variablesOf(functionOf(stack, environment, "dashboard")).SSE_LAMBDA_URL;

    const url = stack.referenced(address);
    expect(stack.referenced(url.function_name).function_name).toBe(name("sse-streaming"));
    expect(address).toMatch(/\.function_url\}$/);
  });

  it("gives the collector layer to the streaming function alone (FR-062, FR-063)", () => {
    const withLayers = Object.values(stack.resources("aws_lambda_function")).filter(
      ({ layers }) => layers !== undefined,
    );

    expect(withLayers.map(({ function_name, layers }) => [function_name, layers])).toEqual([
      [name("sse-streaming"), [environment.collectorLayerArn]],
    ]);
  });

  it.each([
    ["analysis-requests", "analysis", "analysis-dlq"],
    ["notifications", "notification", "notification-dlq"],
  ])(
    "D30: sends every message of the topic %s to %s, not raw, and keeps what fails (FR-137)",
    (topic, named, queue) => {
      const deployed = functionOf(stack, environment, named);
      const [subscription = {}, ...others] = Object.values(stack.resources("aws_sns_topic_subscription")).filter(
        ({ topic_arn }) => stack.referenced(topic_arn).name === name(topic),
      );

      expect(others).toEqual([]);
      expect(subscription.protocol).toBe("lambda");
      expect(stack.referenced(subscription.endpoint)).toBe(deployed);
      expect(subscription.raw_message_delivery ?? false).toBe(false);
      expect(stack.referenced((deployed.dead_letter_config as ResourceBody).target_arn).name).toBe(name(queue));
      const keep = statement(statementsOfRoleAsPolicy(stack, name(`${named}-lambda-role`)), "KeepFailedEvents");
      expect(keep.Action).toEqual(["sqs:SendMessage"]);
    },
  );

  it("tells notification the web application's address", () => {
    const { DASHBOARD_URL } = variablesOf(functionOf(stack, environment, "notification"));

    expect(DASHBOARD_URL).toBe(environment.dashboardUrl);
  });
});

function statementsOfRoleAsPolicy(stack: Synthesized, roleName: string): string {
  return JSON.stringify({ Statement: statementsOfRole(stack, roleName) });
}

describe("contracts that do not fit", () => {
  const bare = withoutFunctions(dev);

  it("refuses the URL of a function that has none", () => {
    const curious = lambdaContract({ ...scoringFixture, reaches: { OTHER_URL: functionUrlOf("scoring") } });

    const make = () => sentimentStack(bare, [curious]);

    expect(make).toThrow(ProblemError);
    expect(make).toThrow('functionUrlOf: found "scoring", expected a function with a URL: there is none.');
  });

  it.each(["rate(5 minute)", "rate(1 minutes)", "rate(0 minutes)", "cron(0 * * * ?)", "every minute"])(
    "refuses the schedule %s",
    (expression) => {
      const hasty = lambdaContract({ ...scoringFixture, triggers: [schedule(expression)] });

      const make = () => sentimentStack(bare, [hasty]);

      expect(make).toThrow(`found schedule "${expression}", expected rate(1 minute), rate(5 minutes) or cron(`);
    },
  );

  it("refuses two schedules of one function, whose rules would have one name", () => {
    const twice = lambdaContract({ ...scoringFixture, triggers: [schedule("rate(1 day)"), schedule("rate(2 days)")] });

    const make = () => sentimentStack(bare, [twice]);

    expect(make).toThrow("found several triggers of kind schedule");
  });

  it("refuses a function without packaged code", () => {
    const make = () => new SentimentStack(testApp(), { environment: bare, contracts: [scoringFixture], artifacts: [] });

    expect(make).toThrow("function scoring: found no packaged code");
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { account } from "../../../environments/account.ts";
import { countedCalls } from "../../../modules/guardrails/aws-metrics.ts";
import { accountStack } from "../../helpers/account-stacks.ts";
import { alarmNamed, alarmsOf } from "../../helpers/alarms.ts";
import { publishedMetrics } from "../../helpers/aws-metrics.ts";
import { sentimentStacks } from "../../helpers/sentiment-stacks.ts";

const alarms = alarmsOf(accountStack);
const named = (id: string) => alarmNamed(accountStack, `account-sentiment-${id}`);

it("FR-038, SC-016: X-Ray's bill has its three steps, once for the account", () => {
  const steps = alarms.filter(({ metrics }) => metrics[0]?.namespace === "AWS/Billing");

  expect(steps.map(({ body }) => body.threshold)).toEqual([10, 25, 50]);
  for (const { metrics, body } of steps) {
    expect(metrics).toEqual([
      {
        namespace: "AWS/Billing",
        name: "EstimatedCharges",
        dimensions: { ServiceName: "AWSXRay", Currency: "USD" },
        statistic: "Maximum",
        period: 21_600,
      },
    ]);
    expect(body.treat_missing_data).toBe("notBreaching");
  }
});

it("FR-039: requests that DynamoDB refuses as wrong are counted for the account, without a table", () => {
  expect(named("dynamodb-user-errors").metrics).toMatchObject([
    { namespace: "AWS/DynamoDB", name: "UserErrors", dimensions: {}, statistic: "Sum" },
  ]);
});

it("no environment watches what counts for the account", () => {
  const watched = sentimentStacks
    .flatMap(({ stack }) => alarmsOf(stack))
    .flatMap(({ metrics }) => metrics)
    .filter(({ namespace, name }) => namespace === "AWS/Billing" || namespace === "AWS/Usage" || name === "UserErrors");

  expect(watched).toEqual([]);
});

describe("FR-172: quotas", () => {
  const quotas = alarms.filter(({ expression }) => expression?.includes("SERVICE_QUOTA") === true);

  it("are warned of at 80 %, whatever AWS has raised them to", () => {
    expect(quotas.map(({ name }) => name)).toEqual([
      "account-sentiment-key-calls-quota",
      "account-sentiment-lambda-concurrency-quota",
      "account-sentiment-metric-calls-quota",
    ]);
    for (const { body } of quotas) expect(body).toMatchObject({ threshold: 80, evaluation_periods: 5 });
  });

  it("of Lambda: what functions have reserved counts as used, and the quota is that of executions", () => {
    const { expression, metrics } = named("lambda-concurrency-quota");

    expect(expression).toBe("100 * used / SERVICE_QUOTA(limited)");
    expect(metrics).toEqual([
      { namespace: "AWS/Lambda", name: "ClaimedAccountConcurrency", dimensions: {}, statistic: "Maximum", period: 60 },
      { namespace: "AWS/Lambda", name: "ConcurrentExecutions", dimensions: {}, statistic: "Maximum", period: 60 },
    ]);
  });

  it.each([
    ["metric-calls-quota", "CloudWatch", "PutMetricData"],
    ["key-calls-quota", "KMS", "CryptographicOperationsSymmetric"],
  ])("of calls: %s counts %s %s as AWS does", (id, service, resource) => {
    const { expression, metrics } = named(id);

    expect(expression).toBe("100 * used / SERVICE_QUOTA(used)");
    expect(metrics).toEqual([
      {
        namespace: "AWS/Usage",
        name: "CallCount",
        dimensions: { Service: service, Type: "API", Resource: resource, Class: "None" },
        statistic: "Sum",
        period: 60,
      },
    ]);
    expect(countedCalls[service]).toContain(resource);
  });
});

describe("every alarm of the account", () => {
  it("reads metrics that AWS publishes, with the dimensions that it publishes them with", () => {
    const wrong = alarms.flatMap(({ name, metrics }) =>
      metrics
        .filter(({ namespace, name: metric, dimensions }) => {
          const known = publishedMetrics[`${namespace} ${metric}`]?.dimensions ?? [];
          const given = Object.keys(dimensions).sort().join();
          return !known.some((each) => [...each].sort().join() === given);
        })
        .map(({ name: metric }) => `${name}: ${metric}`),
    );

    expect(alarms).toHaveLength(7);
    expect(wrong).toEqual([]);
  });

  it("reports to the account's topic when it goes off and when it is over", () => {
    const topic = accountStack.resource("aws_sns_topic");

    for (const { body } of alarms) {
      expect((body.alarm_actions as string[]).map(accountStack.referenced)).toEqual([topic]);
      expect(body.ok_actions).toEqual(body.alarm_actions);
    }
  });

  it("says how bad it is, what it means and where to look, and links a section of the runbook", () => {
    const runbook = readFileSync("docs/runbooks.md", "utf8");

    for (const { body } of alarms) {
      const [first = "", link = "", look] = String(body.alarm_description).split("\n");
      const [, section = ""] = link.split("#");
      expect(first).toMatch(/^(WARNING|INFO): \S.*\.$/);
      expect(link).toBe(`Runbook: ${account.runbookUrl}#${section}`);
      expect(runbook).toContain(`\n## ${section}\n`);
      expect(look).toMatch(/^(X-Ray traces: |Metrics: )/);
    }
  });
});

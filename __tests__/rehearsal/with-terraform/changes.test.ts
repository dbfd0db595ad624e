import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kindsWithData } from "../../../modules/guardrails/rules/data-protection.ts";
import { apply } from "../../../rehearsal/phases/apply.ts";
import { secondPlan } from "../../../rehearsal/phases/plan.ts";
import type { RehearsedStack } from "../../../rehearsal/phases/rehearsed-stack.ts";
import { addressOf, type DeployedProject, deployProject, type Edit, planEdited } from "./deployed-project.ts";

const minutes = 60_000;

let project: DeployedProject;
beforeAll(async () => {
  project = await deployProject("dev");
}, 10 * minutes);
afterAll(() => project?.close(), minutes);

const metricsContract = "lambdas/metrics/contract.ts";
const subscriber = '{ protocol: "email", endpoint: "on-call@example.com" }';
const threshold: Edit = { file: metricsContract, from: "above(0, {", to: "above(3, {" };

/** What a plan of the edited project changes, in the order of the alphabet. */
async function changesOf(edits: readonly Edit[]): Promise<readonly string[]> {
  const stack = await project.edited(edits);
  const { planned, status } = await planEdited(stack, project.surroundings);
  expect(status).toBe(0);
  return [...planned].sort();
}

function address(kind: string, values: Readonly<Record<string, string>>): string {
  return addressOf(project.stack, kind, values) ?? expect.fail(`no ${kind} with ${JSON.stringify(values)}`);
}

const metricsFunction = () => address("aws_lambda_function", { function_name: "dev-sentiment-metrics" });
const metricsCode = () => address("aws_s3_object", { key: "metrics/" });

describe("a change is local: a plan against what is deployed shows", { timeout: 5 * minutes }, () => {
  it("after an edit of one function's source that function and its code", async () => {
    const changes = await changesOf([
      { file: "lambdas/metrics/handler.ts", from: "stuck items counted", to: "stuck items were counted" },
    ]);

    expect(changes).toEqual([`${metricsFunction()} (update)`, `${metricsCode()} (replace)`]);
  });

  it("after an edit of a threshold the alarm, and the dashboard that draws it", async () => {
    const changes = await changesOf([threshold]);

    const alarm = address("aws_cloudwatch_metric_alarm", { metric_name: "StuckItems" });
    const dashboard = address("aws_cloudwatch_dashboard", { dashboard_body: "StuckItems" });
    expect(changes).toEqual([`${dashboard} (update)`, `${alarm} (update)`]);
  });

  it("after renaming the file of a construct nothing", async () => {
    const changes = await changesOf([
      { file: "modules/data/table.ts", renamedTo: "modules/data/dynamodb-table.ts" },
      { file: "stacks/sentiment/data.ts", from: "data/table.ts", to: "data/dynamodb-table.ts" },
    ]);

    expect(changes).toEqual([]);
  });

  it("after adding a variable to a contract that function and its code, which reads the variable", async () => {
    const changes = await changesOf([
      {
        file: metricsContract,
        from: "  settings: {",
        to: '  settings: {\n    PAGE_LIMIT: integer({ meaning: "pages that are read", minimum: 1, maximum: 9, default: 5 }),',
      },
    ]);

    expect(changes).toEqual([`${metricsFunction()} (update)`, `${metricsCode()} (replace)`]);
  });
});

describe("where an environment protects its data, Terraform refuses", { timeout: 5 * minutes }, () => {
  let stack: RehearsedStack;
  beforeAll(async () => {
    stack = await project.edited([
      { file: "environments/dev.ts", from: "protectData: false", to: "protectData: true" },
      {
        file: "lambdas/shared/sentiment/tables.ts",
        from: 'name: "ohlc-cache",\n  partitionKey: { name: "PK"',
        to: 'name: "ohlc-cache",\n  partitionKey: { name: "key"',
      },
      { file: "stacks/sentiment/data.ts", from: "`ticker-cache-", to: "`tickers-" },
    ]);
  }, 5 * minutes);

  /** Addresses that a plan refuses to destroy; it refuses nothing else. */
  async function refusals(args: readonly string[]): Promise<readonly string[]> {
    const { status, diagnostics } = await planEdited(stack, project.surroundings, args);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(status).toBe(1);
    expect(new Set(errors.map(({ summary }) => summary))).toEqual(new Set(["Instance cannot be destroyed"]));
    return errors.map(
      ({ detail = "" }) => /Resource (\S+) has lifecycle\.prevent_destroy set/.exec(detail)?.[1] ?? detail,
    );
  }

  it("a plan that replaces a table and a bucket, because another key and another name cannot be given to them", async () => {
    const refused = await refusals([]);

    expect([...refused].sort()).toEqual([
      address("aws_dynamodb_table", { name: "dev-sentiment-ohlc-cache" }),
      address("aws_s3_bucket", { bucket: "dev-sentiment-ticker-cache-" }),
    ]);
  });

  it("a plan that destroys everything: of each kind that holds data, but for the key, whose users are refused before", async () => {
    const refused = await refusals(["-destroy"]);

    const kinds = new Set(refused.map((each) => each.slice(0, each.indexOf("."))));
    expect([...kinds].sort()).toEqual(kindsWithData.filter((kind) => kind !== "aws_kms_key"));
  });
});

/** One change of nearly everything that people change in a system that runs. */
const updates: readonly Edit[] = [
  threshold,
  { file: metricsContract, from: "memoryMegabytes: 256", to: "memoryMegabytes: 512" },
  { file: metricsContract, from: "timeoutSeconds: 30", to: "timeoutSeconds: 20" },
  { file: metricsContract, from: "reservedConcurrency: 1", to: "reservedConcurrency: 2" },
  { file: metricsContract, from: "rate(1 minute)", to: "rate(2 minutes)" },
  { file: "lambdas/metrics/handler.ts", from: "stuck items counted", to: "stuck items were counted" },
  { file: "lambdas/dashboard/contract.ts", from: '"PATCH", "DELETE"]', to: '"PATCH"]' },
  { file: "environments/dev.ts", from: "metrics: 14", to: "metrics: 30" },
  { file: "environments/dev.ts", from: '"http://localhost:8080"', to: '"http://localhost:9090"' },
  { file: "environments/dev.ts", from: "alarmSubscribers: []", to: `alarmSubscribers: [${subscriber}]` },
  { file: "environments/dev.ts", from: "monthlyBudgetDollars: 50", to: "monthlyBudgetDollars: 60" },
  { file: "environments/dev.ts", from: "fixedRate: 1", to: "fixedRate: 0.5" },
  { file: "environments/dev.ts", from: "realUserMonitoringRate: 1", to: "realUserMonitoringRate: 0.5" },
  { file: "environments/dev.ts", from: '"AUDIT"', to: '"ENFORCED"' },
  { file: "environments/dev.ts", from: "3000/auth/callback", to: "3000/auth/back" },
  { file: "modules/alarms/log-patterns.ts", from: "metric_fallback IS TRUE", to: "metric_fallback IS FALSE" },
  { file: "modules/api/rest-api.ts", from: "throttlingRateLimit: 100", to: "throttlingRateLimit: 50" },
  { file: "modules/data/daily-backup.ts", from: "keptDays = 7", to: "keptDays = 8" },
  { file: "modules/functions/schedule.ts", from: "maximumRetryAttempts: 2", to: "maximumRetryAttempts: 1" },
  { file: "modules/messaging/dead-letter-queue.ts", from: "1_209_600", to: "1_000_000" },
  { file: "modules/queries/questions.ts", from: "limit 20", to: "limit 30" },
  { file: "modules/security/secret.ts", from: "is set by hand", to: "is put in by hand" },
  { file: "stacks/sentiment/sentiment-stack.ts", from: "secrets and topics", to: "topics and secrets" },
];

it("changes of nearly everything are made in place, replace nothing that has data, and leave a second plan empty", {
  timeout: 10 * minutes,
}, async () => {
  const stack = await project.edited(updates);
  const { planned } = await planEdited(stack, project.surroundings);

  const applied = await apply(stack, project.surroundings);

  const replaced = planned.filter((change) => /\((replace|delete)\)$/.test(change));
  const kinds = new Set(planned.map((change) => change.slice(0, change.indexOf("."))));
  expect(replaced.map((change) => change.slice(0, change.indexOf("."))).sort()).toEqual([
    "aws_api_gateway_deployment",
    "aws_s3_object",
  ]);
  expect(kinds.size).toBeGreaterThanOrEqual(20);
  expect(applied.steps.length).toBeGreaterThanOrEqual(planned.length);
  expect(await secondPlan(stack, project.surroundings)).toMatchObject({ outcome: "empty" });
});

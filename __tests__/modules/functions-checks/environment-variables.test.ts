import { describe, expect, it } from "vitest";
import {
  integer,
  openTelemetryVariables,
  secret,
  secretDefinition,
  standardVariables,
  table,
  tableDefinition,
  text,
  url,
} from "../../../lambdas/shared/contract/index.ts";
import { environmentVariables, type SettingValues } from "../../../modules/functions/environment-variables.ts";
import type { ReachableResources } from "../../../modules/functions/resources.ts";
import type { ProblemError } from "../../../modules/problem.ts";
import { contractWith } from "./contract.ts";

const jars = tableDefinition({
  name: "jars",
  partitionKey: { name: "id", type: "S" },
  sortKey: { name: "at", type: "S" },
  indexes: {},
});
const resources: ReachableResources = {
  tables: { jars: { name: "dev-tests-jars", arn: "arn:aws:dynamodb:us-east-1:111122223333:table/dev-tests-jars" } },
  topics: {},
  secrets: {},
  queues: {},
  functionUrl: () => "https://example.com/",
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/k",
};
const contract = contractWith({
  reaches: { JARS_TABLE: table(jars, {}) },
  settings: {
    LIMIT: integer({ meaning: "jars per shelf", minimum: 1, maximum: 9, default: 3 }),
    COLOUR: text({ meaning: "colour of the lid", pattern: "^[a-z]+$" }),
    SHOP_URL: url({ meaning: "address of the shop", default: "https://example.com" }),
  },
});

/** Lines that settings of an environment are refused with. */
function linesOf(settings: SettingValues, changed = contract): readonly string[] {
  try {
    environmentVariables(changed, "dev", settings, resources);
    return [];
  } catch (error) {
    return (error as ProblemError).message.split("\n");
  }
}

describe("the environment of a function", () => {
  it("is what every function gets, what the contract reaches and its settings, and nothing else", () => {
    const variables = environmentVariables(contract, "dev", { COLOUR: "red", LIMIT: 5 }, resources);

    expect(variables).toEqual({
      ENVIRONMENT: "dev",
      POWERTOOLS_SERVICE_NAME: "worker",
      AWS_XRAY_CONTEXT_MISSING: "RUNTIME_ERROR",
      JARS_TABLE: "dev-tests-jars",
      LIMIT: "5",
      COLOUR: "red",
      SHOP_URL: "https://example.com",
    });
  });

  it("has the variables of OpenTelemetry where the contract traces with it", () => {
    const traced = contractWith({ tracing: "open-telemetry" });

    const names = Object.keys(environmentVariables(traced, "dev", {}, resources)).sort();

    expect(names).toEqual([...Object.keys(standardVariables), ...Object.keys(openTelemetryVariables)].sort());
  });

  it("FR-047: gives a function one name, for OpenTelemetry as for everything else", () => {
    const traced = contractWith({ tracing: "open-telemetry" });

    const { OTEL_SERVICE_NAME, POWERTOOLS_SERVICE_NAME } = environmentVariables(traced, "dev", {}, resources);

    expect([OTEL_SERVICE_NAME, POWERTOOLS_SERVICE_NAME]).toEqual([traced.name, traced.name]);
  });

  it("FR-064, FR-073, FR-114: says in milliseconds how spans are exported, and where the collector's configuration is", () => {
    const traced = contractWith({ tracing: "open-telemetry" });

    const variables = environmentVariables(traced, "dev", {}, resources);

    expect(variables).toMatchObject({
      OPENTELEMETRY_COLLECTOR_CONFIG_URI: "/var/task/collector.yaml",
      OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: "2000",
      OTEL_BSP_SCHEDULE_DELAY: "1000",
      OTEL_BSP_EXPORT_TIMEOUT: "2500",
    });
    const [queue, batch] = [variables.OTEL_BSP_MAX_QUEUE_SIZE, variables.OTEL_BSP_MAX_EXPORT_BATCH_SIZE].map(Number);
    // The collector's exporter takes 50 spans whole; OpenTelemetry's exporter sends 30 batches at once and refuses more.
    expect(batch).toBeLessThanOrEqual(50);
    expect((queue ?? 0) / (batch ?? 1)).toBeLessThanOrEqual(30);
  });

  it.each([
    ["missing", {}, "COLOUR: found nothing, expected a value of type text. Add it: colour of the lid."],
    [
      "misspelt",
      { COLOUR: "red", LIMITS: 4 },
      "LIMITS: found a setting that the contract does not have, expected LIMIT. Remove it, or declare it in lambdas/worker/contract.ts.",
    ],
    [
      "unknown",
      { COLOUR: "red", TASTE: "sweet" },
      "TASTE: found a setting that the contract does not have, expected one of COLOUR, LIMIT, SHOP_URL. Remove it, or declare it in lambdas/worker/contract.ts.",
    ],
    [
      "too large",
      { COLOUR: "red", LIMIT: 10 },
      "LIMIT: found 10, expected a whole number from 1 to 9. It means: jars per shelf.",
    ],
    [
      "of another form",
      { COLOUR: "RED" },
      'COLOUR: found "RED", expected a text that matches ^[a-z]+$. It means: colour of the lid.',
    ],
    [
      "no URL",
      { COLOUR: "red", SHOP_URL: "shop" },
      'SHOP_URL: found "shop", expected an absolute http or https URL. It means: address of the shop.',
    ],
  ])("is refused where a setting is %s", (_, settings: SettingValues, line) => {
    expect(linesOf(settings)).toEqual([`environments/dev.ts, settings.worker.${line}`]);
  });

  it("is refused with everything that is wrong", () => {
    expect(linesOf({ LIMIT: 0, TASTE: "sweet" })).toHaveLength(3);
  });

  it("is refused where the contract's own default is wrong, and says so", () => {
    const wrong = contractWith({
      settings: { LIMIT: integer({ meaning: "a limit", minimum: 1, maximum: 9, default: 10 }) },
    });

    expect(linesOf({}, wrong)).toEqual([
      "lambdas/worker/contract.ts, settings.LIMIT.default: found 10, expected a whole number from 1 to 9. It means: a limit.",
    ]);
  });

  it("is refused where the stack lacks what the contract reaches", () => {
    const wrong = contractWith({ reaches: { KEY: secret(secretDefinition("key", ["api_key"])) } });

    expect(linesOf({}, wrong)).toEqual([
      'worker contract, KEY: found secrets "key", expected secrets in the stack, which has none. Add it to the stack, or correct the contract.',
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { checkEnvironment } from "../../environments/check.ts";
import { environments } from "../../environments/index.ts";
import { prod } from "../../environments/prod.ts";
import type { Environment } from "../../environments/schema.ts";

import { functions, layer, linesOf, linesOfFile, says } from "./refusals.ts";

describe("the environments as they stand", () => {
  it.each(environments)("$name is accepted", (environment) => {
    expect(checkEnvironment(environment, environment.name, functions)).toEqual(environment);
  });

  it.each(environments)("$name needs every key that it has", (environment) => {
    for (const key of Object.keys(environment)) {
      const { [key as keyof Environment]: _, ...rest } = environment;

      expect(() => checkEnvironment(rest, environment.name, functions)).toThrow(
        `environments/${environment.name}.ts, ${key}: found nothing, expected `,
      );
    }
  });
});

describe("an unknown key is refused with the nearest key of its own object", () => {
  it.each([
    ["at the top", { corsOrigns: [] }, "corsOrigns", '"corsOrigins"'],
    ["in an object", { state: { buket: "b" } }, "state.buket", '"bucket"'],
    [
      "in an object, not one of the top",
      { userPool: { ...prod.userPool, callbackUrl: [] } },
      "userPool.callbackUrl",
      '"callbackUrls"',
    ],
    ["that is known elsewhere only", { state: { region: "us-east-1" } }, "state.region", "one of bucket"],
    [
      "in an element of a list",
      { samplingRules: [...prod.samplingRules, { ...prod.samplingRules[0], fixedRat: 1 }] },
      "samplingRules[3].fixedRat",
      '"fixedRate"',
    ],
    [
      "in a form of several",
      { alarmSubscribers: [{ protocol: "https", endpoint: "https://a.example", endpiont: "x" }] },
      "alarmSubscribers[0].endpiont",
      '"endpoint"',
    ],
    [
      "in a form of several that has no name",
      { samplingRules: [{ ...prod.samplingRules[0], applies: { function: "metrics", functions: "x" } }] },
      "samplingRules[0].applies.functions",
      '"function"',
    ],
  ])("%s", (_, changes, path, expected) => {
    expect(linesOf(changes)).toEqual([
      `environments/prod.ts, ${path}: found an unknown key, expected ${expected}. Rename or remove it.`,
    ]);
  });
});

it.each([
  [
    "in a form of several",
    { samplingRules: [{ ...prod.samplingRules[0], applies: { functon: "metrics" } }] },
    'samplingRules[0].applies.functon: found an unknown key, expected "function"',
  ],
  [
    "at the top",
    { dailyBackup: undefined, dailyBackups: true },
    'dailyBackups: found an unknown key, expected "dailyBackup"',
  ],
])("a misspelt key is one mistake, not a missing key as well: %s", (_, changes, line) => {
  expect(linesOf(changes)).toEqual([`environments/prod.ts, ${line}. Rename or remove it.`]);
});

it("a key that is missing beside a misspelt one is still missed", () => {
  expect(linesOf({ production: undefined, dailyBackup: undefined, dailyBackups: true })).toEqual([
    expect.stringContaining("production: found nothing"),
    expect.stringContaining("dailyBackups: found an unknown key"),
  ]);
});

describe("a wrong value is refused with where it stands, what it is and what would be right", () => {
  it.each([
    ["a text for a truth value", { production: "yes" }, 'production: found "yes", expected true or false'],
    ["a number for a text", { dashboardUrl: 5 }, "dashboardUrl: found 5, expected an absolute http or https URL"],
    ["a list for an object", { state: [] }, "state: found [], expected an object"],
    ["an object for a list", { corsOrigins: {} }, "corsOrigins: found {}, expected a list"],
    ["a text for a number", { monthlyBudgetDollars: "100" }, 'monthlyBudgetDollars: found "100", expected a number'],
    [
      "a fraction",
      { samplingRules: [{ ...prod.samplingRules[0], reservoirSize: 1.5 }] },
      "samplingRules[0].reservoirSize: found 1.5, expected a whole number",
    ],
    ["too small a number", { monthlyBudgetDollars: 0 }, "monthlyBudgetDollars: found 0, expected more than 0"],
    ["too large a number", { realUserMonitoringRate: 2 }, "realUserMonitoringRate: found 2, expected at most 1"],
    ["too short a list", { samplingRules: [] }, "samplingRules: found [], expected at least 1 entry"],
    [
      "one that is not offered",
      { userPool: { ...prod.userPool, advancedSecurity: "ON" } },
      'userPool.advancedSecurity: found "ON", expected one of "AUDIT", "ENFORCED"',
    ],
    [
      "a form that there is not",
      { alarmSubscribers: [{ protocol: "sms", endpoint: "1" }] },
      'alarmSubscribers[0].protocol: found "sms", expected one of "email", "https"',
    ],
    [
      "a rule that applies to nothing known",
      { samplingRules: [{ ...prod.samplingRules[0], applies: "everything" }] },
      'samplingRules[0].applies: found "everything", expected "all", "rest-api" or the name of a function as { function: "..." }',
    ],
    [
      "a setting that is neither text nor number",
      { settings: { metrics: { STUCK_AFTER_MINUTES: true } } },
      "settings.metrics.STUCK_AFTER_MINUTES: found true, expected a text or a number",
    ],
    [
      "an account id of 11 digits",
      { accountId: "11112222333" },
      'accountId: found "11112222333", expected 12 digits, as text',
    ],
    [
      "an account id as a number",
      { accountId: 111122223333 },
      "accountId: found 111122223333, expected 12 digits, as text",
    ],
    [
      "an origin with a path",
      { corsOrigins: ["https://a.example/app"] },
      'corsOrigins[0]: found "https://a.example/app", expected an origin such as https://example.com: scheme and host, no path',
    ],
  ])("%s", (_, changes, line) => {
    expect(linesOf(changes)).toEqual([`environments/prod.ts, ${line}. Correct it; ${says}`]);
  });

  it.each([
    ["nothing", undefined, "nothing, expected an object. Add it"],
    ["a list", [], "[], expected an object. Correct it"],
  ])("%s in place of the whole", (_, candidate, text) => {
    expect(linesOfFile(candidate)).toEqual([`environments/prod.ts: found ${text}; ${says}`]);
  });

  it("a key that is missing", () => {
    expect(linesOf({ userPool: { ...prod.userPool, logoutUrls: undefined } })).toEqual([
      `environments/prod.ts, userPool.logoutUrls: found nothing, expected a list. Add it; ${says}`,
    ]);
  });

  it("another name than the file's", () => {
    expect(linesOf({ name: "live" })).toEqual([
      'environments/prod.ts, name: found "live", expected "prod". Call the file and the environment the same.',
    ]);
  });
});

describe("the collector layer", () => {
  const place = "environments/prod.ts, collectorLayerArn";

  it.each([
    ["of another region", layer("eu-west-1", "arm64"), "found region eu-west-1", "expected region us-east-1"],
    [
      "of another architecture",
      layer("us-east-1", "amd64"),
      "found architecture x86_64",
      "expected architecture arm64",
    ],
    [
      "without a version",
      layer("us-east-1", "arm64", ""),
      "found",
      "expected the ARN of a collector layer with its version",
    ],
    [
      "of the latest version",
      layer("us-east-1", "arm64", ":latest"),
      "found",
      "expected the ARN of a collector layer with its version",
    ],
  ])("%s is refused", (_, collectorLayerArn, found, expected) => {
    const lines = linesOf({ collectorLayerArn });

    expect(lines).toEqual([expect.stringContaining(`${place}: ${found}`)]);
    expect(lines[0]).toContain(`"${collectorLayerArn}", ${expected}`);
  });

  it("has to move with the environment's region", () => {
    const elsewhere = { region: "eu-west-1" };

    expect(linesOf(elsewhere)).toEqual([expect.stringContaining("expected region eu-west-1")]);
    expect(linesOf({ ...elsewhere, collectorLayerArn: layer("eu-west-1", "arm64") })).toEqual([]);
  });
});

describe("alarms", () => {
  it("are all or the critical ones, nothing else", () => {
    expect(linesOf({ alarms: "critical" })).toEqual([]);
    expect(linesOf({ alarms: "some" })).toEqual([
      expect.stringContaining('environments/prod.ts, alarms: found "some"'),
    ]);
  });

  it("link a runbook that a browser can open", () => {
    expect(linesOf({ runbookUrl: "docs/runbooks.md" })).toEqual([
      expect.stringContaining('environments/prod.ts, runbookUrl: found "docs/runbooks.md"'),
    ]);
  });
});

it("several mistakes are told in one error", () => {
  const lines = linesOf({
    accountId: "1",
    corsOrigins: [],
    dashboardUrl: "http://localhost",
    colour: "red",
    settings: { canary: {} },
    collectorLayerArn: layer("us-east-1", "amd64"),
  });

  expect(lines.map((line) => line.slice("environments/prod.ts, ".length, line.indexOf(":"))).sort()).toEqual([
    "accountId",
    "collectorLayerArn",
    "colour",
    "corsOrigins",
    "dashboardUrl",
    "settings.canary",
  ]);
});

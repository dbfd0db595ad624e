import { describe, expect, it } from "vitest";
import { checkEnvironment } from "../../environments/check.ts";
import { environments } from "../../environments/index.ts";
import { prod } from "../../environments/prod.ts";
import type { Environment } from "../../environments/schema.ts";
import type { ProblemError } from "../../modules/problem.ts";

const invokedByOthers = ["analysis", "dashboard", "notification", "sse-streaming"];
const functions = { all: ["ingestion", "metrics", ...invokedByOthers], invokedByOthers };

/** Lines that a changed production environment is refused with. */
function linesOf(changes: Readonly<Record<string, unknown>>): readonly string[] {
  return linesOfFile({ ...prod, ...changes });
}

function linesOfFile(candidate: unknown): readonly string[] {
  try {
    checkEnvironment(candidate, "prod", functions);
    return [];
  } catch (error) {
    return (error as ProblemError).message.split("\n");
  }
}

const says = "environments/schema.ts says what it means.";
const layer = (region: string, architecture: string, version = ":1") =>
  `arn:aws:lambda:${region}:901920570463:layer:aws-otel-collector-${architecture}-ver-0-156-0${version}`;

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

describe("production", () => {
  const starRefused = (index: number, origin: string) =>
    `environments/prod.ts, corsOrigins[${index}]: found "${origin}", expected a named origin: with "*" every site on the web may call the API with a visitor's credentials. Correct it; ${says}`;

  it("without CORS origins is refused", () => {
    expect(linesOf({ corsOrigins: [] })).toEqual([
      "environments/prod.ts, corsOrigins: found an empty list, expected at least one entry in a production environment. Name the origins of the web application: no browser could use the API.",
    ]);
  });

  it.each(["*", "https://*.example.com"])("with the CORS origin %s is refused, as everywhere", (origin) => {
    expect(linesOf({ corsOrigins: ["https://a.example", origin] })).toEqual([starRefused(1, origin)]);
    expect(linesOf({ production: false, corsOrigins: [origin] })).toEqual([starRefused(0, origin)]);
  });

  it.each(["http://localhost:3000", "http://127.0.0.1", "http://0.0.0.0:80", "http://[::1]:8080", "http://LOCALHOST"])(
    "with an address of the local machine is refused: %s",
    (address) => {
      expect(linesOf({ dashboardUrl: address })).toEqual([
        `environments/prod.ts, dashboardUrl: found "${address}", expected no address of the local machine in a production environment. Name the public address.`,
      ]);
    },
  );

  it.each([
    ["corsOrigins[1]", { corsOrigins: ["https://a.example", "http://localhost:3000"] }],
    ["userPool.callbackUrls[0]", { userPool: { ...prod.userPool, callbackUrls: ["http://localhost/x"] } }],
    ["settings.metrics.BASE_URL", { settings: { metrics: { BASE_URL: "http://localhost" } } }],
    ["alarmSubscribers[0].endpoint", { alarmSubscribers: [{ protocol: "https", endpoint: "https://localhost/x" }] }],
  ])("with an address of the local machine is refused, anywhere: %s", (path, changes) => {
    expect(linesOf(changes)).toEqual([expect.stringContaining(`environments/prod.ts, ${path}: found "http`)]);
  });

  it("without an alarm subscriber is refused", () => {
    expect(linesOf({ alarmSubscribers: [] })).toEqual([
      "environments/prod.ts, alarmSubscribers: found an empty list, expected at least one entry in a production environment. Name who is told about alarms: nobody would hear of them.",
    ]);
  });

  it("rules bind no other environment", () => {
    const changes = { production: false, corsOrigins: [], alarmSubscribers: [], dashboardUrl: "http://localhost:3000" };

    expect(linesOf(changes)).toEqual([]);
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

describe("functions", () => {
  it.each([
    ["a setting of one", { settings: { metric: { A: 1 } } }, "settings.metric"],
    [
      "log retention of one",
      { logRetentionDays: { default: 90, functions: { metric: 14 } } },
      "logRetentionDays.functions.metric",
    ],
    [
      "a sampling rule for one",
      { samplingRules: [{ ...prod.samplingRules[0], applies: { function: "metric" } }] },
      "samplingRules[0].applies.function",
    ],
    [
      "expected traffic of one",
      {
        expectedTraffic: {
          ...prod.expectedTraffic,
          invocationsPerDay: { ...prod.expectedTraffic.invocationsPerDay, metric: 1 },
        },
      },
      "expectedTraffic.invocationsPerDay.metric",
    ],
  ])("%s that is not deployed is refused", (_, changes, path) => {
    expect(linesOf(changes)).toEqual([
      `environments/prod.ts, ${path}: found function "metric", which is not deployed, expected metrics. Correct or remove it.`,
    ]);
  });

  it("that are unlike any that is deployed are refused with all that are", () => {
    expect(linesOf({ settings: { canary: {} } })).toEqual([
      'environments/prod.ts, settings.canary: found function "canary", which is not deployed, expected one of ingestion, metrics, analysis, dashboard, notification, sse-streaming. Correct or remove it.',
    ]);
  });
});

describe("what watching costs", () => {
  const traffic = (invocationsPerDay: Readonly<Record<string, unknown>>) => ({
    expectedTraffic: { ...prod.expectedTraffic, invocationsPerDay },
  });
  const { dashboard, ...others } = prod.expectedTraffic.invocationsPerDay;

  it("needs the invocations of every function that requests or messages invoke", () => {
    expect(linesOf(traffic(others))).toEqual([
      "environments/prod.ts, expectedTraffic.invocationsPerDay.dashboard: found nothing, expected invocations a day that requests or messages make. Add it: logs and traces are paid for by invocation, and no schedule says how many there are.",
    ]);
  });

  it("takes no invocations of a function that only schedules invoke", () => {
    expect(linesOf(traffic({ dashboard, ...others, metrics: 1_440 }))).toEqual([
      "environments/prod.ts, expectedTraffic.invocationsPerDay.metrics: found a function that only schedules invoke, expected nothing, because its contract says how often it runs. Remove it.",
    ]);
  });

  it("is no negative number of anything", () => {
    expect(linesOf(traffic({ ...others, dashboard: -1 }))).toEqual([
      `environments/prod.ts, expectedTraffic.invocationsPerDay.dashboard: found -1, expected at least 0. Correct it; ${says}`,
    ]);
  });

  it("may be as much as everything together, and no more", () => {
    const together = prod.monthlyBudgetDollars;

    expect(linesOf({ observabilityBudgetDollars: together })).toEqual([]);
    expect(linesOf({ observabilityBudgetDollars: together + 1 })).toEqual([
      "environments/prod.ts, observabilityBudgetDollars: found 101, expected at most monthlyBudgetDollars, 100. Raise the budget of everything, or watch for less.",
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

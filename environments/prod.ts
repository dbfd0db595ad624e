import type { Environment } from "./schema.ts";

export const prod: Environment = {
  name: "prod",
  production: true,
  accountId: "111122223333",
  region: "us-east-1",
  state: {},
  logRetentionDays: { default: 90, functions: {} },
  corsOrigins: ["https://sentiment.example.com"],
  dashboardUrl: "https://sentiment.example.com",
  alarmSubscribers: [{ protocol: "email", endpoint: "on-call@example.com" }],
  alarms: "all",
  runbookUrl: "https://git.example.com/serverless-observability/blob/main/docs/runbooks.md",
  collectorLayerArn: "arn:aws:lambda:us-east-1:901920570463:layer:aws-otel-collector-arm64-ver-0-156-0:1",
  monthlyBudgetDollars: 100,
  observabilityBudgetDollars: 65,
  expectedTraffic: {
    invocationsPerDay: { analysis: 800, dashboard: 10_500, notification: 800, "sse-streaming": 700 },
    browserSessionsPerDay: 300,
    eventsPerBrowserSession: 60,
  },
  dailyBackup: true,
  protectData: true,
  userPool: {
    advancedSecurity: "ENFORCED",
    domainSuffix: "111122223333",
    callbackUrls: ["https://sentiment.example.com/auth/callback"],
    logoutUrls: ["https://sentiment.example.com"],
  },
  realUserMonitoringRate: 0.1,
  samplingRules: [
    { name: "apigw", priority: 100, reservoirSize: 10, fixedRate: 0.1, applies: "rest-api" },
    { name: "fnurl", priority: 200, reservoirSize: 5, fixedRate: 0.05, applies: { function: "sse-streaming" } },
    { name: "default", priority: 9000, reservoirSize: 5, fixedRate: 0.1, applies: "all" },
  ],
  settings: {},
};

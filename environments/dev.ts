import type { Environment } from "./schema.ts";

export const dev: Environment = {
  name: "dev",
  production: false,
  accountId: "111122223333",
  region: "us-east-1",
  state: {},
  logRetentionDays: { default: 30, functions: { metrics: 14 } },
  corsOrigins: ["http://localhost:3000", "http://localhost:8080"],
  dashboardUrl: "http://localhost:3000",
  alarmSubscribers: [],
  alarms: "all",
  runbookUrl: "https://git.example.com/serverless-observability/blob/main/docs/runbooks.md",
  collectorLayerArn: "arn:aws:lambda:us-east-1:901920570463:layer:aws-otel-collector-arm64-ver-0-156-0:1",
  monthlyBudgetDollars: 50,
  observabilityBudgetDollars: 50,
  expectedTraffic: {
    invocationsPerDay: { analysis: 360, dashboard: 300, notification: 360, "sse-streaming": 25 },
    browserSessionsPerDay: 10,
    eventsPerBrowserSession: 60,
  },
  dailyBackup: true,
  protectData: false,
  userPool: {
    advancedSecurity: "AUDIT",
    domainSuffix: "111122223333",
    callbackUrls: ["http://localhost:3000/auth/callback"],
    logoutUrls: ["http://localhost:3000"],
  },
  realUserMonitoringRate: 1,
  samplingRules: [{ name: "all", priority: 1000, reservoirSize: 1, fixedRate: 1, applies: "all" }],
  settings: {},
};

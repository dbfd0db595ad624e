import type { Environment } from "./schema.ts";

export const preprod: Environment = {
  name: "preprod",
  production: false,
  accountId: "111122223333",
  region: "us-east-1",
  state: {},
  logRetentionDays: { default: 30, functions: { metrics: 14 } },
  corsOrigins: ["https://preprod.sentiment.example.com", "http://localhost:3000", "http://localhost:8080"],
  dashboardUrl: "https://preprod.sentiment.example.com",
  alarmSubscribers: [],
  alarms: "all",
  runbookUrl: "https://git.example.com/serverless-observability/blob/main/docs/runbooks.md",
  collectorLayerArn: "arn:aws:lambda:us-east-1:901920570463:layer:aws-otel-collector-arm64-ver-0-156-0:1",
  monthlyBudgetDollars: 50,
  observabilityBudgetDollars: 50,
  expectedTraffic: {
    invocationsPerDay: { analysis: 420, dashboard: 760, notification: 420, "sse-streaming": 40 },
    browserSessionsPerDay: 20,
    eventsPerBrowserSession: 60,
  },
  dailyBackup: false,
  protectData: true,
  userPool: {
    advancedSecurity: "AUDIT",
    domainSuffix: "111122223333",
    callbackUrls: ["https://preprod.sentiment.example.com/auth/callback"],
    logoutUrls: ["https://preprod.sentiment.example.com"],
  },
  realUserMonitoringRate: 1,
  samplingRules: [
    // One above dev's: two rules of one account with the same priority have no defined order.
    { name: "all", priority: 1001, reservoirSize: 1, fixedRate: 1, applies: "all" },
  ],
  settings: {},
};

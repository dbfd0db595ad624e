import type { Account } from "./schema.ts";

export const account: Account = {
  accountId: "111122223333",
  stateRegion: "us-east-1",
  alarmSubscribers: [{ protocol: "email", endpoint: "on-call@example.com" }],
  runbookUrl: "https://git.example.com/serverless-observability/blob/main/docs/runbooks.md",
  observabilityBudgetDollars: 5,
  costAnomalies: { fromDollars: 10 },
};

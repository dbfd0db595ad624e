import {
  above,
  lambdaContract,
  noAlarm,
  schedule,
  secret,
  table,
  text,
  topicMessages,
  url,
} from "../../lambdas/shared/contract/index.ts";
import { sendgridSecret } from "../../lambdas/shared/sentiment/secrets.ts";
import { sentiment } from "../../lambdas/shared/sentiment/system.ts";
import { items, users } from "../../lambdas/shared/sentiment/tables.ts";
import { analysisDeadLetters, analysisRequests } from "../../lambdas/shared/sentiment/topics.ts";

const basics = {
  system: sentiment,
  timeoutSeconds: 60,
  memoryMegabytes: 512,
  reservedConcurrency: 5,
  tracing: "x-ray",
  metricTransport: "embedded",
} as const;

/** A function behind a topic, with a dead-letter queue, an alarm per label and a failure path. */
export const scoringFixture = lambdaContract({
  ...basics,
  name: "scoring",
  purpose: "Scores articles.",
  triggers: [topicMessages(analysisRequests)],
  deadLetterQueue: analysisDeadLetters,
  reaches: { ITEMS_TABLE: table(items, { actions: ["dynamodb:UpdateItem"] }) },
  settings: {},
  metrics: {
    ScoreLatencyMs: {
      unit: "Milliseconds",
      dimensions: { Label: ["positive", "negative"], Source: ["tiingo", "finnhub"] },
      alarm: above(500, {
        statistic: "p95",
        periodSeconds: 300,
        evaluationPeriods: 2,
        missing: "missing",
        missingBecause: "nothing was scored",
        severity: "warning",
        meaning: "Scoring is slow.",
      }),
    },
    ItemsAnalyzed: { unit: "Count", alarm: noAlarm("traffic") },
  },
  failurePaths: {
    fanout_partial_write: { operation: "fan_out", loses: "points of the time series", annotations: [] },
  },
  operations: {},
});

/** A function on a schedule that reads a secret and the address of the web application. */
export const notificationFixture = lambdaContract({
  ...basics,
  name: "notification",
  purpose: "Sends mails.",
  triggers: [schedule("cron(0 * * * ? *)")],
  reaches: {
    USERS_TABLE: table(users, { actions: ["dynamodb:GetItem"], queriedIndexes: ["by_entity_status"] }),
    SENDGRID_SECRET_ARN: secret(sendgridSecret),
  },
  settings: {
    DASHBOARD_URL: url({ meaning: "target of links in mails" }),
    FROM_EMAIL: text({ meaning: "sender of mails", default: "noreply@example.com" }),
  },
  metrics: {},
  failurePaths: {},
  operations: {},
});

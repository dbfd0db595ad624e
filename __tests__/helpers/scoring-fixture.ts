import { above, lambdaContract, noAlarm, table, topicMessages } from "../../lambdas/shared/contract/index.ts";
import { sentiment } from "../../lambdas/shared/sentiment/system.ts";
import { items } from "../../lambdas/shared/sentiment/tables.ts";
import { analysisDeadLetters, analysisRequests } from "../../lambdas/shared/sentiment/topics.ts";

/** A function behind a topic, with a dead-letter queue, an alarm per label and a failure path. */
export const scoringFixture = lambdaContract({
  system: sentiment,
  name: "scoring",
  purpose: "Scores articles.",
  timeoutSeconds: 60,
  memoryMegabytes: 512,
  reservedConcurrency: 5,
  tracing: "x-ray",
  metricTransport: "embedded",
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

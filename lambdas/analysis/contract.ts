import { above, lambdaContract, noAlarm, table, topic, topicMessages } from "../shared/contract/index.ts";
import { sentimentLabels } from "../shared/sentiment/items.ts";
import { sentiment } from "../shared/sentiment/system.ts";
import { items, timeseries } from "../shared/sentiment/tables.ts";
import { analysisDeadLetters, analysisRequests, notifications } from "../shared/sentiment/topics.ts";

export const analysis = lambdaContract({
  system: sentiment,
  name: "analysis",
  purpose:
    "Scores the sentiment of each new story, adds the score to the time series of its tickers, exactly once, and asks for a look at their alerts.",
  timeoutSeconds: 60,
  memoryMegabytes: 512,
  reservedConcurrency: 5,
  tracing: "x-ray",
  triggers: [topicMessages(analysisRequests)],
  deadLetterQueue: analysisDeadLetters,
  reaches: {
    ITEMS_TABLE: table(items, { actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"] }),
    TIMESERIES_TABLE: table(timeseries, { actions: ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"] }),
    NOTIFICATIONS_TOPIC_ARN: topic(notifications),
  },
  settings: {},
  metricTransport: "embedded",
  metrics: {
    ItemsAnalyzed: {
      unit: "Count",
      alarm: noAlarm("Stories that wait too long for a score have an alarm of their own, StuckItems."),
    },
    SentimentScored: {
      unit: "Count",
      dimensions: { Label: sentimentLabels },
      alarm: noAlarm("The mix of labels follows the news; there is no right one."),
    },
    DuplicateAnalysisSkipped: {
      unit: "Count",
      alarm: noAlarm("Messages may be delivered twice; the second delivery changes nothing."),
    },
    InferenceLatencyMs: {
      unit: "Milliseconds",
      alarm: noAlarm("The latency alarm of the function watches the same time."),
    },
    AnalysisErrors: {
      unit: "Count",
      alarm: above(0, {
        name: "stories-not-scored",
        statistic: "Sum",
        absentIs: 0,
        periodSeconds: 300,
        evaluationPeriods: 3,
        missing: "missing",
        missingBecause: "only a failed attempt reports a number",
        severity: "warning",
        meaning:
          "For a quarter of an hour attempts to score stories, or to ask for a look at their alerts, have failed: more than the next attempts make up for.",
      }),
    },
  },
  failurePaths: {
    fanout_partial_write: {
      operation: "timeseries_fanout_batch_write",
      loses:
        "the scores of the last tickers of a story that has many, and with them the look at its alerts, until self-healing asks for the story again",
      annotations: ["unprocessed_count", "ticker", "failed_buckets", "bucket_count"],
    },
  },
  operations: {
    analyze_article: ["source_type", "ticker_count", "sentiment"],
    score_text: ["model_version", "inference_ms"],
    update_item_with_sentiment: ["bucket_count", "attempt_count", "is_duplicate"],
    request_alert_evaluation: ["ticker_count"],
  },
});

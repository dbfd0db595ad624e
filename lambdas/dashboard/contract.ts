import {
  above,
  functionUrl,
  functionUrlOf,
  lambdaContract,
  restApi,
  secret,
  table,
  topic,
} from "../shared/contract/index.ts";
import { sessionTokenSecret } from "../shared/sentiment/secrets.ts";
import { sentiment } from "../shared/sentiment/system.ts";
import { items, timeseries, users } from "../shared/sentiment/tables.ts";
import { notifications } from "../shared/sentiment/topics.ts";

export const dashboard = lambdaContract({
  system: sentiment,
  name: "dashboard",
  purpose:
    "Answers the REST API of the dashboard: articles, sentiment, time series, market hours, and what belongs to people.",
  timeoutSeconds: 60,
  memoryMegabytes: 1024,
  reservedConcurrency: 10,
  tracing: "x-ray",
  triggers: [
    restApi(),
    functionUrl({
      invokeMode: "BUFFERED",
      allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      allowHeaders: ["content-type", "authorization", "x-amzn-trace-id"],
      exposeHeaders: ["x-amzn-trace-id", "x-request-id", "retry-after"],
    }),
  ],
  reaches: {
    ITEMS_TABLE: table(items, { queriedIndexes: ["by_sentiment", "by_status"] }),
    TIMESERIES_TABLE: table(timeseries, { actions: ["dynamodb:Query"] }),
    USERS_TABLE: table(users, {
      actions: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"],
    }),
    SESSION_TOKEN_SECRET_ARN: secret(sessionTokenSecret),
    NOTIFICATIONS_TOPIC_ARN: topic(notifications),
    SSE_LAMBDA_URL: functionUrlOf("sse-streaming"),
  },
  settings: {},
  metricTransport: "embedded",
  metrics: {
    // One value per request, 0 or 1: the sum counts failures, the average is their share, the sample count the traffic.
    ServerErrors: {
      branch: "Dashboard",
      unit: "Count",
      alarm: above(5, {
        statistic: "Sum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "without requests there is nothing that could fail",
        severity: "critical",
        meaning: "Requests are answered with a status of class 5xx, which Lambda itself does not count as errors.",
      }),
    },
  },
  failurePaths: {},
  operations: {
    answer_request: ["route", "status_code"],
    query_articles: ["query_type", "result_count"],
    query_buckets: ["query_type", "result_count"],
    query_alerts: ["result_count"],
    query_configurations: ["result_count"],
    sign_in: ["person_kind"],
  },
});

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
import { tiingoUrl } from "../shared/sentiment/providers.ts";
import { sessionTokenSecret, tiingoSecret } from "../shared/sentiment/secrets.ts";
import { sentiment } from "../shared/sentiment/system.ts";
import { items, ohlcCache, timeseries, users } from "../shared/sentiment/tables.ts";
import { notifications } from "../shared/sentiment/topics.ts";

export const dashboard = lambdaContract({
  system: sentiment,
  name: "dashboard",
  purpose:
    "Answers the REST API of the dashboard: articles, sentiment, time series, prices, market hours, and what belongs to people.",
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
    OHLC_CACHE_TABLE: table(ohlcCache, { actions: ["dynamodb:GetItem", "dynamodb:PutItem"] }),
    TIINGO_SECRET_ARN: secret(tiingoSecret),
    SESSION_TOKEN_SECRET_ARN: secret(sessionTokenSecret),
    NOTIFICATIONS_TOPIC_ARN: topic(notifications),
    SSE_LAMBDA_URL: functionUrlOf("sse-streaming"),
  },
  settings: { TIINGO_URL: tiingoUrl },
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
        meaning:
          "Requests are answered with a status of class 5xx, which Lambda itself does not count as errors. Failures of providers are not among them.",
      }),
    },
    // One value per call, 0 or 1.
    PriceCallErrors: {
      branch: "Dashboard",
      unit: "Count",
      alarm: above(50, {
        percentOf: "PriceCallErrors",
        atLeast: 5,
        statistic: "Sum",
        periodSeconds: 900,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "prices are fetched only when somebody looks at them",
        severity: "warning",
        meaning:
          "More than half of a quarter of an hour's calls for prices failed: charts show none that are not kept already.",
      }),
    },
  },
  failurePaths: {},
  operations: {
    answer_request: ["route", "status_code"],
    query_articles: ["query_type", "result_count"],
    query_buckets: ["query_type", "result_count"],
    fetch_prices: ["resolution", "result_count"],
    query_alerts: ["result_count"],
    query_configurations: ["result_count"],
    sign_in: ["person_kind"],
  },
});

import { above, functionUrl, integer, lambdaContract, noAlarm, secret, table } from "../shared/contract/index.ts";
import { sessionTokenSecret } from "../shared/sentiment/secrets.ts";
import { sentiment } from "../shared/sentiment/system.ts";
import { items, timeseries, users } from "../shared/sentiment/tables.ts";

/** Seconds between two polls, where an environment says nothing else. */
const pollSeconds = 5;

/** Milliseconds that a change may take to reach a browser, beside the wait for the poll that finds it (FR-042). */
const deliveryMilliseconds = 3_000;

/** Of the timeout: streams end by then, so that the duration alarm above it only sees streams that hang (FR-061). */
const longestStreamSeconds = 630;

export const sseStreaming = lambdaContract({
  system: sentiment,
  name: "sse-streaming",
  purpose: "Streams sentiment to browsers as server-sent events while it changes.",
  timeoutSeconds: 900,
  memoryMegabytes: 1024,
  reservedConcurrency: 25,
  tracing: "open-telemetry",
  triggers: [
    functionUrl({
      invokeMode: "RESPONSE_STREAM",
      allowMethods: ["GET"],
      allowHeaders: [
        "authorization",
        "last-event-id",
        "x-amzn-trace-id",
        "x-sse-session-id",
        "x-sse-previous-trace",
        "x-sse-connection-seq",
      ],
      exposeHeaders: ["x-amzn-trace-id", "x-request-id", "x-sse-resume-supported", "retry-after"],
    }),
  ],
  reaches: {
    ITEMS_TABLE: table(items, { queriedIndexes: ["by_status"] }),
    TIMESERIES_TABLE: table(timeseries, { actions: ["dynamodb:Query"] }),
    USERS_TABLE: table(users, { actions: ["dynamodb:GetItem"] }),
    SESSION_TOKEN_SECRET_ARN: secret(sessionTokenSecret),
  },
  settings: {
    SSE_POLL_INTERVAL_SECONDS: integer({
      meaning: "seconds between two looks at the tables",
      minimum: 1,
      maximum: 60,
      default: pollSeconds,
    }),
    SSE_HEARTBEAT_INTERVAL_SECONDS: integer({
      meaning: "seconds between two heartbeat events",
      minimum: 10,
      maximum: 300,
      default: 30,
    }),
    SSE_RETRY_MS: integer({
      meaning: "milliseconds after which a browser connects again when its stream has ended",
      minimum: 100,
      maximum: 60_000,
      default: 3_000,
    }),
    SSE_STREAM_LIFETIME_SECONDS: integer({
      meaning: "seconds after which a stream ends and the browser connects again: at most 70 % of the timeout",
      minimum: 1,
      maximum: longestStreamSeconds,
      default: longestStreamSeconds,
    }),
  },
  metricTransport: "embedded",
  metrics: {
    ConnectionCount: {
      branch: "SSE",
      unit: "Count",
      alarm: noAlarm("traffic, no fault: what exceeds the reserved concurrency is refused and shows as a throttle"),
    },
    EventsSent: {
      branch: "SSE",
      unit: "Count",
      dimensions: { EventType: ["metrics", "sentiment_update", "bucket_update", "heartbeat", "deadline", "done"] },
      alarm: noAlarm("traffic, no fault: a quiet market sends nothing but heartbeats"),
    },
    EventLatencyMs: {
      branch: "SSE",
      unit: "Milliseconds",
      alarm: above(pollSeconds * 1_000 + deliveryMilliseconds, {
        statistic: "p95",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "nothing changed or nobody was connected",
        severity: "warning",
        meaning: "Scores reach browsers late: queries are slow, or readers do not keep up.",
      }),
    },
    PollDurationMs: {
      branch: "SSE",
      unit: "Milliseconds",
      alarm: above(10_000, {
        statistic: "p99",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "nobody was connected",
        severity: "warning",
        meaning: "One look at the tables takes longer than two polls should be apart: DynamoDB is slow or throttles.",
      }),
    },
    ConnectionSetupMs: {
      branch: "SSE",
      unit: "Milliseconds",
      alarm: above(5_000, {
        statistic: "p99",
        periodSeconds: 300,
        evaluationPeriods: 2,
        missing: "missing",
        missingBecause: "nobody opened a stream",
        severity: "warning",
        meaning: "Browsers wait long for their first data: the first poll or the start of the function is slow.",
      }),
    },
    StreamServerErrors: {
      branch: "SSE",
      unit: "Count",
      alarm: above(5, {
        statistic: "Sum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "only requests that could not be answered are counted",
        severity: "critical",
        meaning: "People are refused their streams with status 503, which Lambda itself does not count as an error.",
      }),
    },
  },
  failurePaths: {},
  operations: {
    authorize_stream: ["outcome"],
    sse_stream: [
      "session_id",
      "connection_sequence",
      "previous_trace_id",
      "is_cold_start",
      "events_yielded",
      "client_disconnected",
    ],
    dynamodb_poll: ["item_count", "changed_count", "poll_duration_ms"],
    sse_event_dispatch: ["event_type", "latency_ms", "is_cold_start", "is_clock_skew", "connection_count"],
  },
});

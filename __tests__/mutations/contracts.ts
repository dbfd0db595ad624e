import { changesOf, type Mutation } from "./mutation.ts";

const metrics = changesOf("lambdas/metrics/contract.ts");
const ingestion = changesOf("lambdas/ingestion/contract.ts");
const streaming = changesOf("lambdas/sse-streaming/contract.ts");
const analysis = changesOf("lambdas/analysis/contract.ts");

/** Contracts that say something else than the code does, or than was decided. */
export const contractMutations: readonly Mutation[] = [
  metrics("metric renamed", "    EmissionHeartbeat: {", "    EmissionHeartbeats: {"),
  metrics(
    "silence taken for health",
    'missing: "breaching",',
    'missing: "missing",',
    "__tests__/stacks/sentiment/alarms/from-contracts.test.ts",
  ),
  metrics(
    "action granted that is never sent",
    'table(items, { queriedIndexes: ["by_status"] })',
    'table(items, { actions: ["dynamodb:PutItem"], queriedIndexes: ["by_status"] })',
  ),
  metrics("annotation added that is never written", '"query_duration_ms"]', '"query_duration_ms", "page_count"]'),
  metrics(
    "setting added that is never read",
    "  settings: {\n",
    '  settings: {\n    PAGE_LIMIT: integer({ meaning: "pages", minimum: 1, maximum: 9, default: 3 }),\n',
  ),
  metrics("metrics sent another way", 'metricTransport: "api"', 'metricTransport: "embedded"'),
  metrics(
    "threshold of an alarm raised",
    "alarm: above(0, {",
    "alarm: above(50, {",
    "__tests__/stacks/sentiment/requirements/metrics-of-its-own.test.ts",
  ),
  ingestion(
    "operation of a failure path renamed",
    'operation: "audit_trail_persist"',
    'operation: "audit_trail_persists"',
    "__tests__/lambdas/ingestion/audit-trail.test.ts",
  ),
  ingestion(
    "dimension left out",
    'CircuitBreakerOpen: {\n      branch: "Ingestion",\n      unit: "Count",\n      dimensions: { Source: newsSources },',
    'CircuitBreakerOpen: {\n      branch: "Ingestion",\n      unit: "Count",',
  ),
  ingestion(
    "namespace of a metric changed",
    'CircuitBreakerOpen: {\n      branch: "Ingestion",',
    "CircuitBreakerOpen: {",
    "__tests__/lambdas/ingestion/guarded-source.test.ts",
  ),
  streaming(
    "timeout below the life of a stream",
    "timeoutSeconds: 900",
    "timeoutSeconds: 300",
    "__tests__/stacks/sentiment/requirements/every-function.test.ts",
  ),
  streaming("collector given up", 'tracing: "open-telemetry"', 'tracing: "x-ray"'),
  streaming("trace header hidden from browsers", 'exposeHeaders: ["x-amzn-trace-id", ', "exposeHeaders: ["),
  streaming(
    "answer buffered",
    'invokeMode: "RESPONSE_STREAM"',
    'invokeMode: "BUFFERED"',
    "__tests__/stacks/sentiment/functions.test.ts",
  ),
  analysis("dead-letter queue left out", "  deadLetterQueue: analysisDeadLetters,\n", ""),
  analysis(
    "topic mixed up",
    "topicMessages(analysisRequests)",
    "topicMessages(notifications)",
    "__tests__/stacks/sentiment/functions.test.ts",
  ),
  {
    what: "secret left out",
    file: "lambdas/notification/contract.ts",
    find: "    SENDGRID_SECRET_ARN: secret(sendgridSecret),\n",
    replace: "",
  },
];

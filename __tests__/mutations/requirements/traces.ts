import { faultsOf, type RequirementFault } from "../mutation.ts";

const core = "__tests__/rig/trace/core.test.ts";
const calls = "__tests__/rig/trace/calls.test.ts";
const streams = "__tests__/rig/trace/streams.test.ts";
const failurePaths = "__tests__/rig/trace/failure-paths.test.ts";
const handlerSpans = "__tests__/lambdas/sse-streaming/handler-spans.test.ts";

const callsOfAws: readonly RequirementFault[] = [
  faultsOf("lambdas/shared/metrics/cloudwatch-api.ts")(
    ["FR-003"],
    "client for metrics whose calls nobody traces",
    "currentTracing().instrument(new CloudWatchClient(clientOptions))",
    "new CloudWatchClient(clientOptions)",
    core,
  ),
  faultsOf("lambdas/metrics/handler.ts")(
    ["FR-004"],
    "operation that ends before the metrics are sent",
    'await traced("publish_metrics", () => flushMetrics());',
    'await traced("publish_metrics", async () => undefined);',
    core,
  ),
  faultsOf("lambdas/shared/aws/secrets.ts")(
    ["SC-003"],
    "client for secrets whose calls nobody traces",
    "currentTracing().instrument(new SecretsManagerClient(clientOptions))",
    "new SecretsManagerClient(clientOptions)",
    core,
  ),
  faultsOf("lambdas/shared/aws/sns.ts")(
    ["SC-008"],
    "client for topics that sends no trace header",
    "currentTracing().instrument(new SNSClient(clientOptions))",
    "new SNSClient(clientOptions)",
    calls,
  ),
];

const xRay = faultsOf("lambdas/shared/tracing/x-ray.ts");

const wrappers: readonly RequirementFault[] = [
  xRay(
    ["FR-029"],
    "wrapper that forgets what was thrown",
    "subsegment.close(boundedError(error));",
    "subsegment.close();",
    failurePaths,
  ),
  faultsOf("lambdas/metrics/handler.ts")(
    ["FR-029"],
    "handler with a tracer of its own",
    'import { lambda } from "../shared/lambda.ts";\n',
    'import { Tracer } from "@aws-lambda-powertools/tracer";\nimport { lambda } from "../shared/lambda.ts";\n\nexport const tracer = new Tracer();\n',
    "__tests__/architecture.test.ts",
  ),
  xRay(
    ["FR-005"],
    "fault whose cause has no message",
    "subsegment.close(boundedError(error));",
    'subsegment.close(Object.assign(boundedError(error), { message: "" }));',
    failurePaths,
  ),
  xRay(
    ["SC-002"],
    "fault that is handed up to the operation around it",
    "subsegment.close(boundedError(error));",
    "subsegment.close(boundedError(error));\n      subsegment.parent?.addFaultFlag();",
    failurePaths,
  ),
  xRay(
    ["FR-028"],
    "tracer that sends its header to whoever is called",
    "captureHTTPsRequests: false",
    "captureHTTPsRequests: true",
    core,
  ),
];

const mails: readonly RequirementFault[] = [
  faultsOf("lambdas/notification/sendgrid.ts")(
    ["FR-028", "SC-011"],
    "refused mail without its status",
    "      annotate({ http_status: error.status });\n",
    "",
    calls,
  ),
  faultsOf("lambdas/notification/sendgrid.ts")(
    ["SC-011"],
    "operation that begins when the mail is sent",
    [
      '  const refusal = await traced("sendgrid_send_email", async (annotate) => {',
      "    annotate({ recipient_count: 1, template_name: mail.template });",
      "    try {",
      "      const status = await post(mail, key);",
    ].join("\n"),
    [
      "  const [sending] = await Promise.allSettled([post(mail, key)]);",
      '  const refusal = await traced("sendgrid_send_email", async (annotate) => {',
      "    annotate({ recipient_count: 1, template_name: mail.template });",
      "    try {",
      '      if (sending.status === "rejected") throw sending.reason;',
      "      const status = sending.value;",
    ].join("\n"),
    calls,
  ),
];

const survivedFailures: readonly RequirementFault[] = [
  faultsOf("lambdas/ingestion/audit-trail.ts")(
    ["SC-004"],
    "gap in the audit trail that is survived in silence",
    "await putItem(configuration.USERS_TABLE, { Item: { ...row } });",
    "await putItem(configuration.USERS_TABLE, { Item: { ...row } }).catch(() => undefined);",
    failurePaths,
  ),
  faultsOf("lambdas/shared/tracing/recorded-failure.ts")(
    ["FR-005"],
    "span with an exception and without a fault",
    "  span.setStatus({ code: SpanStatusCode.ERROR, message: bounded.message });\n",
    "",
    handlerSpans,
  ),
];

const openTelemetry = faultsOf("lambdas/shared/tracing/open-telemetry.ts");

const spansOfStreams: readonly RequirementFault[] = [
  openTelemetry(
    ["FR-001"],
    "span that is begun and not made the current one",
    "tracer.startActiveSpan(name, { kind: SpanKind.INTERNAL }, async (span) => {",
    "Promise.resolve(tracer.startSpan(name, { kind: SpanKind.INTERNAL })).then(async (span) => {",
    handlerSpans,
  ),
  faultsOf("lambdas/sse-streaming/poll.ts")(
    ["FR-009"],
    "duration of a poll that is a text",
    "      poll_duration_ms: duration,",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of code
    "      poll_duration_ms: `${duration} ms`,",
    handlerSpans,
  ),
  faultsOf("lambdas/sse-streaming/poll.ts")(
    ["FR-009"],
    "count of what a poll found that leaves out the articles",
    "item_count: recent.items.length + ",
    "item_count: ",
    handlerSpans,
  ),
  faultsOf("modules/functions/environment-variables.ts")(
    ["FR-054"],
    "collector that is looked for on another host",
    'OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318"',
    'OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318"',
    "__tests__/modules/tracing/collector-configuration.test.ts",
  ),
  faultsOf("lambdas/sse-streaming/request.ts")(
    ["SC-020"],
    "previous connection that is read from a header with another name",
    'headers["x-sse-previous-trace"]',
    'headers["x-sse-previous-trace-id"]',
    streams,
  ),
];

const delivery: readonly RequirementFault[] = [
  faultsOf("lambdas/shared/streaming-lambda.ts")(
    ["SC-024"],
    "stream that ends without a wait for its spans",
    "    await tracing.flush();\n",
    "",
    core,
  ),
  openTelemetry(
    ["SC-026"],
    "context of the first invocation that is kept for all",
    "  return {\n    inInvocation: async (work) => context.with(requireContext(),",
    "  let kept: ReturnType<typeof requireContext> | undefined;\n  return {\n    inInvocation: async (work) => context.with((kept ??= requireContext()),",
    core,
  ),
];

/** What the functions write into their traces, and how it gets there. */
export const traceFaults: readonly RequirementFault[] = [
  ...callsOfAws,
  ...wrappers,
  ...mails,
  ...survivedFailures,
  ...spansOfStreams,
  ...delivery,
];

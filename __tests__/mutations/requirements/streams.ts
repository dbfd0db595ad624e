import { faultsOf, type RequirementFault } from "../mutation.ts";

const spans = "__tests__/lambdas/sse-streaming/handler-spans.test.ts";
const tracing = "lambdas/shared/tracing";
const inCallSpans = faultsOf(`${tracing}/aws-call-spans.ts`);
const inOpenTelemetry = faultsOf(`${tracing}/open-telemetry.ts`);

/** The traces of streams: what their spans say, and when they are handed over. */
export const streamFaults: readonly RequirementFault[] = [
  faultsOf("lambdas/sse-streaming/dispatch.ts")(
    ["FR-006"],
    "event that does not say whether clocks differ",
    ", is_clock_skew: latency < 0 });",
    " });",
    spans,
  ),
  faultsOf("modules/tracing/collector-configuration.ts")(
    ["SC-005"],
    "index of operations in place of their annotations",
    "...Object.values(operations).flat()",
    "...Object.keys(operations)",
    "__tests__/modules/tracing/collector-configuration.test.ts",
  ),
  faultsOf("lambdas/shared/streaming-lambda.ts")(
    ["FR-026", "FR-055"],
    "response that ends without waiting for its spans",
    "await tracing.flush();",
    "void tracing.flush().catch(() => {});",
    spans,
  ),
  inCallSpans(
    ["FR-027"],
    "call to AWS that X-Ray shows as any other",
    '"rpc.system": "aws-api"',
    '"rpc.system": "aws"',
    spans,
  ),
  inCallSpans(
    ["FR-060"],
    "second span for each call to AWS",
    "await next(call);",
    "await tracer.startActiveSpan(service, { kind: SpanKind.CLIENT }, (inner) => next(call).finally(() => inner.end()));",
    spans,
  ),
  inOpenTelemetry(
    ["FR-047"],
    "span that X-Ray draws as a node of its own",
    "SpanKind.INTERNAL",
    "SpanKind.SERVER",
    spans,
  ),
  faultsOf("modules/functions/environment-variables.ts")(
    ["FR-047"],
    "second name of a function, for OpenTelemetry alone",
    "OTEL_SERVICE_NAME: contract.name",
    "OTEL_SERVICE_NAME: environment + contract.name",
    "__tests__/modules/functions-checks/environment-variables.test.ts",
  ),
  inOpenTelemetry(
    ["SC-001"],
    "span outside of the trace of its invocation",
    "kind: SpanKind.INTERNAL }",
    "kind: SpanKind.INTERNAL, root: true }",
    spans,
  ),
  faultsOf("lambdas/sse-streaming/request.ts")(
    ["FR-048"],
    "session id taken as the caller wrote it",
    '/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sessionId) ? sessionId : "none"',
    'sessionId === "" ? "none" : sessionId',
    "__tests__/lambdas/sse-streaming/request.test.ts",
  ),
  faultsOf(`${tracing}/invocation-context.ts`)(
    ["FR-059"],
    "trace that is read once and kept",
    "export function extractContext(): Context {\n  return ",
    "let first: Context | undefined;\nexport function extractContext(): Context {\n  return first ??= ",
    spans,
  ),
  faultsOf(`${tracing}/x-ray.ts`)(
    ["FR-057"],
    "tracer of OpenTelemetry in a function that traces with X-Ray's SDK",
    'import { useSuppliedIds } from "./x-ray-part-ids.ts";\n',
    `import { useSuppliedIds } from "./x-ray-part-ids.ts";
import { trace } from "@opentelemetry/api";
export const openTelemetry = trace.getTracer("lambdas");
`,
    "__tests__/modules/packaging/tracing-packages.test.ts",
  ),
];

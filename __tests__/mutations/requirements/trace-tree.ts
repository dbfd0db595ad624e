import { faultsOf, type RequirementFault } from "../mutation.ts";

const openTelemetry = "__tests__/lambdas/shared/tracing/open-telemetry.test.ts";
const handlerSpans = "__tests__/lambdas/sse-streaming/handler-spans.test.ts";

const inDelivery = faultsOf("lambdas/shared/tracing/span-delivery.ts");
const inOpenTelemetry = faultsOf("lambdas/shared/tracing/open-telemetry.ts");
const inBoundedError = faultsOf("lambdas/shared/tracing/bounded-error.ts");
const inStreaming = faultsOf("lambdas/shared/streaming-lambda.ts");
const inFailurePath = faultsOf("lambdas/shared/failure-path.ts");

/** What becomes of a trace: whose it is, what is below what, what is lost and what is too long. */
export const traceTreeFaults: readonly RequirementFault[] = [
  inFailurePath(
    ["FR-002"],
    "name that the parts of all survived failures share",
    "tracing.inSpan(definition.operation,",
    'tracing.inSpan("failure_path",',
    "__tests__/lambdas/shared/failure-path.test.ts",
  ),
  inFailurePath(
    ["FR-043", "SC-019"],
    "count of survived failures that leaves out what is not sampled",
    "    sink.record({",
    '    if (!process.env._X_AMZN_TRACE_ID?.includes("Sampled=0")) sink.record({',
    "__tests__/rig/trace/failure-paths.test.ts",
  ),
  faultsOf("lambdas/shared/tracing/x-ray.ts")(
    ["FR-018"],
    "invocation that carries on without a trace",
    "      if (tracer.isTracingEnabled()) requireTrace();\n",
    "",
    "__tests__/lambdas/shared/tracing/x-ray.test.ts",
  ),
  inStreaming(
    ["FR-018"],
    "stream that ends well although its spans were refused",
    "    await tracing.flush();\n    lastText",
    "    await tracing.flush().catch(() => {});\n    lastText",
    handlerSpans,
  ),
  faultsOf("lambdas/shared/tracing/x-ray-context.ts")(
    ["FR-025"],
    "parent that is forgotten at the first await",
    "      storage.run(context, () => work(context));",
    "      const before = outermost;\n      outermost = context;\n      work(context);\n      outermost = before;",
    "__tests__/lambdas/shared/tracing/x-ray-context.test.ts",
  ),
  inStreaming(
    ["FR-035", "FR-052"],
    "stream in the trace that its caller's header names",
    "  noteDeadline(context);\n",
    '  noteDeadline(context);\n  const { headers } = event as { headers?: Record<string, string> };\n  process.env._X_AMZN_TRACE_ID = headers?.["x-amzn-trace-id"] ?? process.env._X_AMZN_TRACE_ID;\n',
    handlerSpans,
  ),
  inDelivery(
    ["FR-053"],
    "trace id of nothing but chance",
    "    idGenerator: new AWSXRayIdGenerator(),\n",
    "",
    openTelemetry,
  ),
  inDelivery(
    ["FR-056", "SC-023"],
    "sampler that takes what the parent left out",
    "    idGenerator: new AWSXRayIdGenerator(),",
    '    idGenerator: new AWSXRayIdGenerator(),\n    sampler: { shouldSample: () => ({ decision: 2 }), toString: () => "all" },',
    "__tests__/rig/trace/core.test.ts",
  ),
  inOpenTelemetry(
    ["FR-056"],
    "span that begins a trace of its own",
    "  requireParent();\n  return tracer",
    "  return tracer",
    openTelemetry,
  ),
  inBoundedError(
    ["FR-058"],
    "message of an error that is kept whole",
    "source.message.slice(0, messageCharacters)",
    "source.message",
    "__tests__/lambdas/shared/tracing/bounded-error.test.ts",
  ),
  inBoundedError(
    ["FR-058"],
    "stack that is kept whole",
    "frames.slice(0, stackFrames)",
    "frames",
    "__tests__/lambdas/shared/tracing/bounded-error.test.ts",
  ),
  faultsOf("lambdas/shared/tracing/x-ray-messages.ts")(
    ["FR-058", "SC-025"],
    "document that takes in whatever ends with it",
    "const sharedMessageBytes = 16_000;",
    "const sharedMessageBytes = 16_000_000;",
    "__tests__/lambdas/shared/tracing/x-ray-messages.test.ts",
  ),
  faultsOf("lambdas/shared/tracing/begun-work.ts")(
    ["SC-010"],
    "span that ends before what it began",
    "    while (begun.size > 0) await Promise.all(begun);\n",
    "",
    openTelemetry,
  ),
];

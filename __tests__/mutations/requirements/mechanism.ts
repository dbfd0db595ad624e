import { faultsOf, type RequirementFault } from "../mutation.ts";

const oneMechanism = "__tests__/lambdas/shared/tracing/one-mechanism.test.ts";
const openTelemetry = "__tests__/lambdas/shared/tracing/open-telemetry.test.ts";

const inBinding = faultsOf("lambdas/shared/bind-contract.ts");
const inXRay = faultsOf("lambdas/shared/tracing/x-ray.ts");
const inOpenTelemetry = faultsOf("lambdas/shared/tracing/open-telemetry.ts");

/** The one way to follow a request, and that there is no other. */
export const mechanismFaults: readonly RequirementFault[] = [
  inXRay(
    ["FR-010"],
    "invocation that makes up a trace where Lambda gave none",
    '  throw missingTrace("set POWERTOOLS_TRACE_ENABLED to false");',
    '  process.env._X_AMZN_TRACE_ID = "Root=1-" + crypto.randomUUID();',
    "__tests__/lambdas/shared/tracing/x-ray.test.ts",
  ),
  inBinding(
    ["FR-011", "SC-006"],
    "id of correlation made up for every invocation",
    "      logger.addContext(context);",
    "      logger.addContext(context);\n      logger.appendKeys({ correlation_id: crypto.randomUUID() });",
    oneMechanism,
  ),
  faultsOf("lambdas/dashboard/http/trace-id.ts")(
    ["FR-024"],
    "function that gives ids of correlation",
    "/** Trace id of the running invocation",
    "export const correlationIdOf = (headers: Headers) => headers.get('x-correlation-id');\n\n/** Trace id of the running invocation",
    oneMechanism,
  ),
  inBinding(
    ["FR-021", "SC-009"],
    "failure that is logged with the id of its request",
    '        logger.error("invocation failed", { ',
    '        logger.error("invocation failed", { request: context.awsRequestId, ',
    oneMechanism,
  ),
  faultsOf("lambdas/dashboard/handler.ts")(
    ["FR-022", "SC-009"],
    "line of the log for the latency of every request",
    "  metrics.ServerErrors(isServerError ? 1 : 0);",
    '  metrics.ServerErrors(isServerError ? 1 : 0);\n  logger.info("latency", { ms: performance.now() - started });',
    oneMechanism,
  ),
  faultsOf("lambdas/dashboard/prices/candle-cache.ts")(
    ["FR-023", "SC-009"],
    "line of the log for what the cache of candles did",
    "  const remembered = memory.get(name);",
    '  const remembered = memory.get(name);\n  console.info(remembered === undefined ? "cache miss" : "cache hit");',
    oneMechanism,
  ),
  inXRay(
    ["FR-030", "SC-012"],
    "capture of every request beside that of AWS calls",
    "new Tracer({ captureHTTPsRequests: false })",
    "new Tracer({ captureHTTPsRequests: true })",
    "__tests__/lambdas/shared/tracing/x-ray.test.ts",
  ),
  inOpenTelemetry(
    ["FR-031"],
    "span that ends when its work begins to wait",
    "      return await withAllBegun(() => work((values) => span.setAttributes(values)));",
    "      return withAllBegun(() => work((values) => span.setAttributes(values)));",
    openTelemetry,
  ),
  faultsOf("modules/packaging/bundle.ts")(
    ["FR-037"],
    "bundle with the manager of contexts that the X-Ray SDK brings along",
    '  alias: { "cls-hooked/context": "./lambdas/shared/tracing/x-ray-context.ts" },',
    "  alias: {},",
    "__tests__/modules/packaging/tracing-packages.test.ts",
  ),
];

import type { Mutation } from "./mutation.ts";

/** Code of functions that does not do what its contract says. */
export const functionMutations: readonly Mutation[] = [
  {
    what: "metric no longer emitted",
    file: "lambdas/metrics/handler.ts",
    find: "  metrics.EmissionHeartbeat(1);\n",
    replace: "",
  },
  {
    what: "wrong time compared",
    file: "lambdas/metrics/handler.ts",
    find: '"#ingested_at": "ingested_at"',
    replace: '"#ingested_at": "published_at"',
    seenBy: ["__tests__/lambdas/metrics/handler.test.ts"],
  },
  {
    what: "failure of the tracing itself swallowed",
    file: "lambdas/shared/failure-path.ts",
    find: "    if (failure === undefined || failure.error !== error) throw error;\n",
    replace: "",
    seenBy: ["__tests__/lambdas/shared/failure-path.test.ts"],
  },
  {
    what: "dimension that no alarm names added to every metric",
    file: "lambdas/shared/metrics/embedded.ts",
    find: "metrics.setDefaultDimensions({ ...dimensions });",
    replace: 'metrics.setDefaultDimensions({ ...dimensions, service: "any" });',
    seenBy: ["__tests__/lambdas/analysis/partial-write.test.ts"],
  },
  {
    what: "dimension of every metric renamed",
    file: "lambdas/shared/metrics/emitter.ts",
    find: "{ Environment: environment, ...dimensions }",
    replace: "{ Stage: environment, ...dimensions }",
    seenBy: ["__tests__/lambdas/dashboard/errors.test.ts"],
  },
  {
    what: "fallback line misspelled",
    file: "lambdas/shared/metrics/cloudwatch-api.ts",
    find: "metric_fallback: true,",
    replace: "metric_fall_back: true,",
    seenBy: ["__tests__/lambdas/shared/metrics/cloudwatch-api.test.ts"],
  },
  {
    what: "failed invocation reported as success",
    file: "lambdas/shared/bind-contract.ts",
    find: "await flushAfterFailure(sink, logger);\n        throw error;",
    replace: "await flushAfterFailure(sink, logger);\n        return undefined as never;",
    seenBy: ["__tests__/lambdas/shared/bind-contract.test.ts"],
  },
  {
    what: "call without a time-out",
    file: "lambdas/shared/aws/retries-and-timeouts.ts",
    find: "throwOnRequestTimeout: true",
    replace: "throwOnRequestTimeout: false",
    seenBy: ["__tests__/lambdas/shared/aws/time-outs.test.ts"],
  },
  {
    what: "error left out of a subsegment",
    file: "lambdas/shared/tracing/x-ray.ts",
    find: "subsegment.close(boundedError(error));",
    replace: "subsegment.close();\n          void boundedError;",
    also: ["__tests__/rig/trace/calls.test.ts"],
  },
  {
    what: "client not traced",
    file: "lambdas/shared/tracing/x-ray.ts",
    find: "return boundCalls(tracer.captureAWSv3Client(client));",
    replace: "return boundCalls(client);",
    also: ["__tests__/rig/trace/core.test.ts"],
  },
  {
    what: "stream ended before its spans are safe",
    file: "lambdas/shared/streaming-lambda.ts",
    find: "    await tracing.flush();\n    lastText = end();\n",
    replace: "    lastText = end();\n",
    seenBy: ["__tests__/lambdas/sse-streaming/configuration-spans.test.ts"],
    also: ["__tests__/rig/trace/streams.test.ts"],
  },
];

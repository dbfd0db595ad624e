import type { LambdaContract } from "./contract.ts";

/** Variables that every function gets, whatever its contract says, and the reader of each. */
export const standardVariables = {
  ENVIRONMENT: "lambdas/shared/configuration.ts: value of the metric dimension Environment",
  POWERTOOLS_SERVICE_NAME: "Powertools: name of the service in logs and traces",
  AWS_XRAY_CONTEXT_MISSING:
    "X-Ray SDK, and lambdas/shared/tracing/invocation-context.ts: work without an invocation's trace is an error",
} as const;

/** Variables that a function with OpenTelemetry tracing gets beside the standard ones, and the reader of each. */
export const openTelemetryVariables = {
  OTEL_SERVICE_NAME: "OpenTelemetry resource detector: name of the service",
  OTEL_EXPORTER_OTLP_ENDPOINT: "OpenTelemetry exporter: the collector extension on this host",
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: "OpenTelemetry exporter: bound on one export, milliseconds",
  OTEL_BSP_SCHEDULE_DELAY: "OpenTelemetry batch processor: milliseconds between exports",
  OTEL_BSP_MAX_QUEUE_SIZE: "OpenTelemetry batch processor: spans held at most",
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "OpenTelemetry batch processor: spans per export",
  OTEL_BSP_EXPORT_TIMEOUT: "OpenTelemetry batch processor: bound on one export, milliseconds",
  OTEL_SDK_DISABLED: "lambdas/shared/tracing/open-telemetry.ts: the kill switch",
  OPENTELEMETRY_COLLECTOR_CONFIG_URI: "collector extension: its configuration inside the zip",
} as const;

export type StandardVariable = keyof typeof standardVariables | keyof typeof openTelemetryVariables;

/** Names of the variables that the machinery sets for a contract; a contract may not use them for its own. */
export function standardVariableNames(contract: Pick<LambdaContract, "tracing">): readonly StandardVariable[] {
  const standard = Object.keys(standardVariables) as StandardVariable[];
  return contract.tracing === "open-telemetry"
    ? [...standard, ...(Object.keys(openTelemetryVariables) as StandardVariable[])]
    : standard;
}

/** The platform's report of an invocation, and its field with the memory used at most, MB (Lambda, Telemetry API). */
export const reportPattern = '{ $.type = "platform.report" }';
export const memoryValue = "$.record.metrics.maxMemoryUsedMB";

/** How the platform ends a start that failed (Lambda, Telemetry API, Status). */
const failedStatuses = ["error", "failure", "timeout"] as const;

/** An error that the runtime logs while there is no invocation yet: it writes `-` for its id, or none. */
const errorBeforeInvocations =
  '$.level = "ERROR" && $.message.errorType = "*" && ($.requestId = "-" || $.requestId NOT EXISTS)';

/**
 * A start that failed, as the platform reports it, or as the runtime logs the error itself. Its class does not tell: a
 * missing package is an `Error` like others, and versions of the runtime spell their own classes differently.
 */
export const startFailurePattern = `{ ($.type = "platform.initReport" && (${anyOf("$.record.status", failedStatuses)})) || (${errorBeforeInvocations}) }`;

/** Line that a metric leaves behind which could not be sent (FR-125). */
export const metricFallbackPattern = "{ $.metric_fallback IS TRUE }";

/** Line of a streaming function whose spans the collector did not take (FR-140). */
export const spansLostPattern =
  '{ $.error_type = "SpanDeliveryError" || $.message = "spans of the failed invocation were lost" }';

/** Warning of OpenTelemetry when more spans end than its queue holds (FR-091). */
export const spanOverflowPattern = '{ $.level = "WARN" && $.message = "*spans because maxQueueSize reached" }';

/**
 * The collector could not hand spans to X-Ray (FR-098). Terms instead of fields, because they match the collector's
 * lines whether it writes them as JSON or as text. "Dropping data" is not asked for: the exporter never writes it.
 */
export const exportFailurePattern = '"Exporting failed"';

/** The collector did not start (FR-123): what its own code and the extension around it write then. */
export const collectorStartPattern = anyTerm([
  "failed to get config",
  "cannot unmarshal",
  "failed to build pipelines",
  "invalid configuration:",
  "cannot start pipelines",
  "Failed to start the extension",
  "Extension.Crash",
]);

function anyOf(field: string, values: readonly string[]): string {
  return values.map((value) => `${field} = "${value}"`).join(" || ");
}

function anyTerm(terms: readonly string[]): string {
  return terms.map((term) => `?"${term}"`).join(" ");
}

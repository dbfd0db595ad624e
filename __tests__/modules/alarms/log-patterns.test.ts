import { describe, expect, it } from "vitest";
import {
  collectorStartPattern,
  exportFailurePattern,
  memoryValue,
  metricFallbackPattern,
  reportPattern,
  spanOverflowPattern,
  spansLostPattern,
  startFailurePattern,
} from "../../../modules/alarms/log-patterns.ts";
import { filterValue, logFilter } from "../../helpers/log-filter.ts";

/** Lines as the platform writes them (AWS Lambda developer guide, Telemetry API event schema). */
const platform = {
  report:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.report","record":{"requestId":"6d68","status":"success","metrics":{"durationMs":101.51,"billedDurationMs":102,"memorySizeMB":512,"maxMemoryUsedMB":93,"initDurationMs":116.74}}}',
  timedOut:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.report","record":{"requestId":"6d68","status":"timeout","metrics":{"durationMs":60000,"billedDurationMs":60000,"memorySizeMB":512,"maxMemoryUsedMB":511}}}',
  started:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.initReport","record":{"initializationType":"on-demand","phase":"init","status":"success","metrics":{"durationMs":125.33}}}',
  notStarted:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.initReport","record":{"initializationType":"on-demand","phase":"init","status":"error","errorType":"Runtime.Unknown","metrics":{"durationMs":125.33}}}',
  startTimedOut:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.initReport","record":{"initializationType":"on-demand","phase":"init","status":"timeout","metrics":{"durationMs":9999.1}}}',
} as const;

/** Lines of functions and of the collector. */
const lines = {
  failure: '{"level":"ERROR","message":"invocation failed","error_type":"HttpStatusError","service":"ingestion"}',
  thrown:
    '{"timestamp":"2026-11-21T12:00:00.000Z","level":"ERROR","requestId":"6d68","message":{"errorType":"TypeError","errorMessage":"x"}}',
  text: "INFO: nothing of interest",
  fallback:
    '{"metric_fallback":true,"metric_name":"StuckItems","exception_type":"ThrottlingException","exception_message":"Rate exceeded","timestamp":"2026-11-21T12:00:00.000Z"}',
  spansLost: '{"level":"ERROR","message":"invocation failed","error_type":"SpanDeliveryError"}',
  overflow:
    '{"timestamp":"2026-11-21T12:00:00.000Z","level":"WARN","requestId":"6d68","message":"Dropped 12 spans because maxQueueSize reached"}',
  otherDrop: '{"level":"WARN","requestId":"6d68","message":"Dropped 2 events because eventCountLimit reached"}',
  exportAsJson:
    '{"level":"error","caller":"internal/base_exporter.go:119","msg":"Exporting failed. Rejecting data.","otelcol.component.id":"awsxray","error":"Permanent error: operation error XRay: PutTraceSegments","rejected_items":1}',
  exportAsText: "2026-11-21T12:00:00.000Z error internal/base_exporter.go:119 Exporting failed. Rejecting data.",
  collectorConfiguration:
    "failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):",
  collectorPort:
    'cannot start pipelines: failed to start "otlp" receiver: listen tcp 127.0.0.1:4318: bind: address already in use',
  collectorPipelines: 'invalid configuration: service::pipelines::traces: references processor "batch"',
} as const;

const everyLine = { ...platform, ...lines };

/** Names of the lines that a pattern matches. */
function matchedBy(pattern: string): readonly string[] {
  const matches = logFilter(pattern);
  return Object.entries(everyLine).flatMap(([name, line]) => (matches(line) ? [name] : []));
}

describe("log patterns match exactly the lines that they are for", () => {
  it.each([
    ["FR-104: memory, by every report of the platform", reportPattern, ["report", "timedOut"]],
    ["FR-129: starts that the platform reports as failed", startFailurePattern, ["notStarted", "startTimedOut"]],
    ["FR-125: metrics that were not sent", metricFallbackPattern, ["fallback"]],
    ["FR-140: spans that the collector did not take", spansLostPattern, ["spansLost"]],
    ["FR-091: spans that the queue had no place for", spanOverflowPattern, ["overflow"]],
    [
      "FR-098: spans that X-Ray did not take, in whichever form",
      exportFailurePattern,
      ["exportAsJson", "exportAsText"],
    ],
    [
      "FR-123: a collector that does not start",
      collectorStartPattern,
      ["collectorConfiguration", "collectorPort", "collectorPipelines"],
    ],
  ])("%s", (_, pattern, expected) => {
    expect(matchedBy(pattern)).toEqual(expected);
  });

  it("FR-104: the value of a report is the memory that was used at most", () => {
    expect(filterValue(memoryValue, platform.report)).toBe(93);
    expect(filterValue(memoryValue, platform.timedOut)).toBe(511);
  });

  it.each([
    ["UserCodeSyntaxError", undefined],
    ["HandlerNotFound", undefined],
    ["ImportModuleError", "-"],
    ["ConfigurationError", "-"],
    ["Error", "-"],
  ])("FR-129: %s before the first invocation is a failed start, in an invocation it is not", (errorType, requestId) => {
    const line = { level: "ERROR", requestId, message: { errorType, errorMessage: "x", stackTrace: [] } };
    const matches = logFilter(startFailurePattern);

    expect(matches(JSON.stringify(line))).toBe(true);
    expect(matches(JSON.stringify({ ...line, requestId: "6d68" }))).toBe(false);
  });
});

describe("the evaluator of patterns", () => {
  it.each([
    ["an open parenthesis", '{ ($.a = "b" }'],
    ["a comparison that it does not know", "{ $.a > 1 }"],
    ["a star in the middle", '{ $.a = "b*c" }'],
    ["bare terms", "Exporting failed"],
    ["any and all terms together", '?"a" "b"'],
    ["more than CloudWatch takes", `{ $.a = "${"x".repeat(1_024)}" }`],
  ])("refuses %s", (_, pattern) => {
    expect(() => logFilter(pattern)('{"a":"b"}')).toThrow();
  });

  it("binds && closer than ||, as CloudWatch does", () => {
    const matches = logFilter('{ $.a = "1" || $.b = "1" && $.c = "1" }');

    expect(matches('{"a":"1"}')).toBe(true);
    expect(matches('{"b":"1"}')).toBe(false);
    expect(matches('{"b":"1","c":"1"}')).toBe(true);
  });
});

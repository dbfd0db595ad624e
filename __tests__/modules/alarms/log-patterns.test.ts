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
import { collectorLines, functionLines, platformLines } from "../../helpers/log-lines.ts";

const everyLine = { ...platformLines, ...functionLines, ...collectorLines };

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
    expect(filterValue(memoryValue, platformLines.report)).toBe(93);
    expect(filterValue(memoryValue, platformLines.timedOut)).toBe(511);
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

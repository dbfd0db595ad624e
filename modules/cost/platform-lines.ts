/**
 * What Lambda itself logs about one traced invocation in JSON format at level INFO, with values as wide as they come
 * (AWS Lambda developer guide, schema of telemetry events). A start adds one line, which is left out: starts are rare.
 */
const platformLines: readonly string[] = [
  {
    time: "2026-01-01T00:00:00.000Z",
    type: "platform.start",
    record: { requestId: "00000000-0000-0000-0000-000000000000", version: "$LATEST" },
  },
  {
    time: "2026-01-01T00:00:00.000Z",
    type: "platform.report",
    record: {
      requestId: "00000000-0000-0000-0000-000000000000",
      metrics: { durationMs: 600000.123, billedDurationMs: 600001, memorySizeMB: 1024, maxMemoryUsedMB: 1024 },
      tracing: {
        spanId: "0000000000000000",
        type: "X-Amzn-Trace-Id",
        value: "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=1",
      },
      status: "success",
    },
  },
].map((line) => JSON.stringify(line));

/** Bytes of those lines. */
export const platformBytesPerInvocation = platformLines.reduce((sum, line) => sum + line.length, 0);

import { expect, it } from "vitest";
import { streamEvents } from "../../../../lambdas/shared/sentiment/stream-events.ts";
import { sseStreaming } from "../../../../lambdas/sse-streaming/contract.ts";

const update = {
  config_id: "9d2f4b68-7c1e-4f3a-8b5d-0e6a2c4f8d1b",
  source_id: "dedup:0123456789abcdef0123456789abcdef",
  ticker: "AAPL",
  score: -0.8,
  label: "negative",
  confidence: 0.9,
  source: "tiingo",
  timestamp: "2026-01-05T12:00:05.000Z",
  trace_id: "1-6b00fdd5-09ddebcaa94551b47a5689b5",
};

it("D23: clients can parse every kind of event that the contract counts, and the contract counts no other", () => {
  expect(Object.keys(streamEvents).sort()).toEqual([...sseStreaming.metrics.EventsSent.dimensions.EventType].sort());
});

it.each([
  ["as it is sent while a stream is open", { origin_timestamp: "2026-01-05T12:00:03.000Z" }],
  ["of an article that was missed", {}],
  ["without a trace", { trace_id: null }],
  ["with a field that a later server adds", { headline_language: "en" }],
])("D18: an update of sentiment is taken %s", (_, more) => {
  expect(streamEvents.sentiment_update.safeParse({ ...update, ...more }).success).toBe(true);
});

it.each([
  ["a score above 1", { score: 1.1 }],
  ["a confidence below 0", { confidence: -0.1 }],
  ["an unknown label", { label: "bullish" }],
  ["a time without milliseconds", { timestamp: "2026-01-05T12:00:05Z" }],
  ["a time with another zone", { timestamp: "2026-01-05T12:00:05.000+01:00" }],
  ["no trace field", { trace_id: undefined }],
])("D18: an update of sentiment with %s is refused", (_, wrong) => {
  expect(streamEvents.sentiment_update.safeParse({ ...update, ...wrong }).success).toBe(false);
});

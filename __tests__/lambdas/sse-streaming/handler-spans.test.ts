import { describe, expect, it, vi } from "vitest";
import { sseStreaming as contract } from "../../../lambdas/sse-streaming/contract.ts";
import { readEventStream } from "../../helpers/event-stream-reader.ts";
import { article, beginTrace, dynamoDb, named, parentSpanId, request, sink } from "./traced-function.ts";

/** By so much a duration may differ from that of a span: it is rounded, and measured by another clock. */
const roundingMilliseconds = 2;

describe("a stream of several polls", async () => {
  const { traceId, notation } = beginTrace();
  let looks = 0;
  dynamoDb.answer = ({ input }) => {
    if (input.IndexName !== "by_status") return { body: { Items: [] } };
    looks += 1;
    // Each look finds one article more, scored just before.
    return { body: { Items: Array.from({ length: looks }, (_, index) => article(`dedup:${looks - index}`)) } };
  };
  const headers = {
    "x-sse-session-id": "0b0f6c1e-6f0c-4a4f-8f60-0d3f5d1c2b1a",
    "x-sse-connection-seq": "2",
    "x-amzn-trace-id": `Root=1-00000001-000000000000000000000000;Parent=${parentSpanId};Sampled=1`,
  };
  const { response, outcome, spansBeforeEnd, spans, exports, calls } = await request(
    "tickers=AAPL,MSFT",
    headers,
    60_000,
  );

  it("FR-026 FR-055: has delivered every span before the response ends", () => {
    expect(outcome).toBeUndefined();
    expect(spansBeforeEnd).toBe(spans.length);
    // The stream's own span ends last.
    expect(spans.at(-1)?.name).toBe("sse_stream");
    expect(spans.length).toBeGreaterThan(10);
    expect(exports).toContainEqual({ path: "/v1/traces", contentType: "application/x-protobuf" });
  });

  it("FR-001 FR-035 FR-052 SC-001: has one tree of spans below the invocation, whatever trace the caller's header names", () => {
    const [root, ...others] = named(spans, "sse_stream");

    expect(others).toEqual([]);
    expect(root).toMatchObject({ parentSpanId, kind: 1 });
    expect(named(spans, "dynamodb_poll").length).toBeGreaterThanOrEqual(2);
    for (const span of [...named(spans, "dynamodb_poll"), ...named(spans, "sse_event_dispatch")])
      expect(span).toMatchObject({ parentSpanId: root?.spanId, kind: 1 });
    expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
  });

  it("FR-115: every event says which trace it belongs to", () => {
    const { events } = readEventStream(response.text);

    expect(events.length).toBeGreaterThanOrEqual(3);
    expect(new Set(events.map(({ data }) => JSON.parse(data).trace_id))).toEqual(new Set([notation]));
  });

  it("FR-027 FR-060 FR-067: each AWS call is one CLIENT span below its poll, with what X-Ray shows of AWS calls", () => {
    const polls = named(spans, "dynamodb_poll").map((span) => span.spanId);
    const client = spans.filter((span) => span.kind === 3);

    expect(client).toHaveLength(calls);
    expect(client.length).toBeGreaterThanOrEqual(6);
    for (const call of client) expect(polls).toContain(call.parentSpanId);
    expect(client.map((call) => call.attributes)).toContainEqual({
      "rpc.system": "aws-api",
      "rpc.service": "DynamoDB",
      "rpc.method": "Query",
      "aws.region": "us-east-1",
      "aws.dynamodb.table_names": ["test-sentiment-timeseries"],
      "aws.request_id": expect.stringMatching(/^REQUEST\d+$/),
      "http.response.status_code": 200,
    });
  });

  const { authorize_stream: _, ...operations } = contract.operations;

  it.each(Object.entries(operations))(
    "FR-155 SC-005: %s carries exactly the annotations of the contract",
    (name, keys) => {
      const written = new Set(named(spans, name).flatMap((span) => Object.keys(span.attributes)));

      expect([...written].sort()).toEqual([...keys].sort());
    },
  );

  it("FR-006 FR-048: annotations have the values and types that X-Ray indexes", () => {
    expect(named(spans, "sse_stream")[0]?.attributes).toEqual({
      session_id: "0b0f6c1e-6f0c-4a4f-8f60-0d3f5d1c2b1a",
      connection_sequence: 2,
      previous_trace_id: "none",
      is_cold_start: true,
      events_yielded: named(spans, "sse_event_dispatch").length,
      client_disconnected: false,
    });
    expect(named(spans, "sse_event_dispatch")[0]?.attributes).toEqual({
      event_type: "metrics",
      is_cold_start: true,
      connection_count: 1,
    });
    expect(named(spans, "sse_event_dispatch").at(-1)?.attributes).toEqual({
      event_type: "metrics",
      latency_ms: expect.any(Number),
      is_clock_skew: false,
      is_cold_start: false,
      connection_count: 1,
    });
  });

  it("FR-009: every poll says how much it found, how much had changed and how long it took", () => {
    const polls = named(spans, "dynamodb_poll");

    const said = polls.map(({ attributes }) => attributes);

    expect(said).toEqual(
      polls.map((_, index) => ({ item_count: index + 1, changed_count: 1, poll_duration_ms: expect.any(Number) })),
    );
    for (const { spanId, begin, end, attributes } of polls) {
      const calls = spans.filter(({ parentSpanId: parent }) => parent === spanId);
      const longest = Math.max(...calls.map((call) => call.end - call.begin));
      expect(attributes.poll_duration_ms).toBeGreaterThanOrEqual(longest - roundingMilliseconds);
      expect(attributes.poll_duration_ms).toBeLessThanOrEqual(end - begin + roundingMilliseconds);
    }
  });

  it("FR-047 FR-071: the service has the name of the contract, and no span is a service of its own", () => {
    expect(spans[0]?.resource).toMatchObject({ "service.name": contract.name });
    expect(new Set(spans.map(({ kind }) => kind))).toEqual(new Set([1, 3]));
  });
});

it("FR-059: warm invocations each belong to their own trace", async () => {
  beginTrace();
  await request();
  sink.spans.length = 0;
  const second = beginTrace();

  const { spans } = await request();

  expect(spans.length).toBeGreaterThan(3);
  expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([second.traceId]));
});

it("FR-056: an unsampled invocation streams and sends no span", async () => {
  const { notation } = beginTrace("0");

  const { response, outcome } = await request();

  expect(outcome).toBeUndefined();
  expect(sink.requests).toEqual([]);
  const [first] = readEventStream(response.text).events;
  expect(JSON.parse(first?.data ?? "")).toMatchObject({ trace_id: notation });
});

it("FR-018 FR-056: an invocation without a trace fails before the first byte", async () => {
  vi.stubEnv("_X_AMZN_TRACE_ID", undefined);

  const { response, outcome } = await request();

  expect(outcome).toMatchObject({ name: "MissingTraceError" });
  expect(response.text).toBe("");
  expect(response.writableEnded).toBe(false);
});

it("FR-018 FR-055: when the collector refuses spans, the invocation fails and the response never says done", async () => {
  beginTrace();
  sink.answer = (response) => response.writeHead(500).end();

  const { response, outcome } = await request();

  expect(outcome).toMatchObject({ name: "SpanDeliveryError" });
  expect(response.writableEnded).toBe(false);
  expect(response.text).not.toContain("event: done");
});

it("the invocation after a failed delivery is healthy", async () => {
  beginTrace();

  const { response, outcome } = await request();

  expect(outcome).toBeUndefined();
  expect(readEventStream(response.text).events.at(-1)?.type).toBe("done");
});

it("FR-005 FR-144: a poll that fails is a fault with the error's class on call, poll and stream, and fails the invocation", async () => {
  beginTrace();
  dynamoDb.answer = () => ({
    status: 400,
    body: { __type: "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", message: "no such table" },
  });

  const { outcome, response, spans } = await request();

  expect(outcome).toMatchObject({ name: "ResourceNotFoundException" });
  expect(response.writableEnded).toBe(false);
  for (const name of ["sse_stream", "dynamodb_poll", "DynamoDB"]) {
    const [span] = named(spans, name);
    expect(span?.status, name).toEqual({ code: 2, message: "no such table" });
    expect(span?.events[0]?.attributes["exception.type"], name).toBe("ResourceNotFoundException");
  }
  expect(named(spans, "DynamoDB")[0]?.attributes).toMatchObject({ "http.response.status_code": 400 });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readEventStream } from "../../helpers/event-stream-reader.ts";
import { hang, refuseWith, takeAfter, takeAll } from "../../helpers/otlp-sink.ts";
import { urlEvent } from "../../helpers/streaming-runtime.ts";
import { type RuntimeClient, runtimeClients } from "../runtime-clients.ts";
import { packaged } from "../test-rig.ts";
import { nodesOfTrace } from "./captured-trace.ts";
import { type Scenario, scenarioOf } from "./scenarios.ts";
import { pathsOf, startTracedRig, type TracedInvocation, type TracedRig } from "./traced-rig.ts";

const [sseStreaming] = await packaged("sse-streaming");
const clients = Object.values(runtimeClients);
const patience = 120_000;

/** Between head and body of a streamed response. */
const eightNuls = "\0".repeat(8);

function eventsOf({ outcome }: TracedInvocation): readonly string[] {
  const body = "body" in outcome ? outcome.body : "";
  return readEventStream(body.split(eightNuls)[1] ?? "").events.map(({ type }) => type);
}

function start(client: RuntimeClient, changes: Partial<Scenario>, variables = {}): Promise<TracedRig> {
  if (sseStreaming === undefined) throw new Error("sse-streaming is not packaged");
  const scenario = { ...scenarioOf("sse-streaming"), ...changes };
  return startTracedRig({ scenario, packaged: sseStreaming, client, variables });
}

/** Time from the last part of a response to its end, milliseconds. */
interface Failed extends TracedInvocation {
  readonly milliseconds: number;
}

/** What can be wrong with a collector. */
const collectorFaults: Readonly<Record<string, (rig: TracedRig["rig"]) => unknown>> = {
  "refuses connections": ({ collector }) => collector.shut(),
  "never answers": ({ collector }) => Object.assign(collector, { answer: hang }),
  "answers 500": ({ collector }) => Object.assign(collector, { answer: refuseWith(500) }),
  "answers 503": ({ collector }) => Object.assign(collector, { answer: refuseWith(503) }),
};

describe.concurrent.each(clients)("with a collector that fails, under $name", (client) => {
  const runs = new Map<string, { readonly failed: Failed; readonly next: TracedInvocation }>();
  let traced: TracedRig;

  beforeAll(async () => {
    traced = await start(client, {});
    for (const [name, fail] of Object.entries(collectorFaults)) {
      await fail(traced.rig);
      const failed = await traced.run();
      const ended = performance.now();
      const lastPart = "chunks" in failed.outcome ? failed.outcome.chunks.at(-1)?.at : undefined;
      if (name === "refuses connections") await traced.rig.collector.open();
      traced.rig.collector.answer = takeAll;
      runs.set(name, { failed: { ...failed, milliseconds: ended - (lastPart ?? 0) }, next: await traced.run() });
    }
    await traced.rig.stop();
  }, patience);
  afterAll(() => traced?.rig.stop());

  it.each(Object.keys(collectorFaults))(
    "FR-018 FR-055: that %s, the invocation fails in time by its trailers",
    (name) => {
      const { failed } = runs.get(name) ?? {};

      expect(failed?.outcome).toMatchObject({ kind: "response", failure: { errorType: "SpanDeliveryError" } });
      expect(eventsOf(failed as TracedInvocation)).not.toContain("done");
      // The bound of the function is 2.5 s; the rest is for a busy host.
      expect(failed?.milliseconds).toBeLessThan(4_500);
    },
  );

  it.each(Object.keys(collectorFaults))("that %s, the invocation after it is healthy", (name) => {
    const { next } = runs.get(name) ?? {};

    expect(next?.outcome).toMatchObject({ kind: "response", failure: undefined });
    expect([...new Set(pathsOf(next?.trace ?? { roots: [] }))].sort()).toEqual(
      [...scenarioOf("sse-streaming").paths].sort(),
    );
  });
});

describe.concurrent.each(clients)("with a collector that is slow, under $name", (client) => {
  let traced: TracedRig;
  let run: TracedInvocation;

  beforeAll(async () => {
    // Spans are exported all the time, so that one export is under way when the stream ends.
    traced = await start(client, {}, { OTEL_BSP_SCHEDULE_DELAY: "50" });
    traced.rig.collector.answer = takeAfter(500);
    run = await traced.run();
    await traced.rig.stop();
  }, patience);
  afterAll(() => traced?.rig.stop());

  it("FR-026 FR-054 FR-055: the stream ends after the last export was answered", () => {
    const lastPart = "chunks" in run.outcome ? (run.outcome.chunks.at(-1)?.at ?? 0) : 0;

    expect(run.exports).toBeGreaterThan(1);
    expect(pathsOf(run.trace).length).toBeGreaterThanOrEqual(scenarioOf("sse-streaming").paths.length);
    expect(Math.max(...nodesOfTrace(run.trace).map(({ arrivedAt }) => arrivedAt))).toBeLessThan(lastPart);
    expect(new Set(traced.rig.collector.requests.map(({ path, contentType }) => `${path} ${contentType}`))).toEqual(
      new Set(["/v1/traces application/x-protobuf"]),
    );
  });
});

describe.concurrent.each(clients)("in the course of a session, under $name", (client) => {
  const sessionId = "0b0f6c1e-6f0c-4a4f-8f60-0d3f5d1c2b1a";
  const forged = "Root=1-00000001-000000000000000000000000;Parent=0000000000000001;Sampled=1";
  let traced: TracedRig;
  let first: TracedInvocation;
  let second: TracedInvocation;

  beforeAll(async () => {
    const settings = () => ({ SSE_STREAM_LIFETIME_SECONDS: 4, SSE_POLL_INTERVAL_SECONDS: 1 });
    traced = await start(client, { settings });
    const connect = (sequence: number, previous: Readonly<Record<string, string>>, timeoutMilliseconds?: number) =>
      traced.run({
        event: urlEvent("/api/v2/stream", "tickers=AAPL", {
          "x-sse-session-id": sessionId,
          "x-sse-connection-seq": String(sequence),
          "x-amzn-trace-id": forged,
          ...previous,
        }),
        ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds, graceMilliseconds: 20_000 }),
      });
    first = await connect(1, {});
    // One second and a half until the last three seconds, in which nothing is begun.
    second = await connect(2, { "x-sse-previous-trace": first.header.traceId }, 4_500);
    await traced.rig.stop();
  }, patience);
  afterAll(() => traced?.rig.stop());

  it("FR-001 FR-025 FR-031: three polls and their events are parts of one stream, which lasts as long as they", () => {
    const [stream, ...others] = first.trace.roots;

    expect(others).toEqual([]);
    expect(stream?.children.filter(({ name }) => name === "dynamodb_poll").length).toBeGreaterThanOrEqual(3);
    expect((stream?.end ?? 0) - (stream?.begin ?? 0)).toBeGreaterThan(3_900);
    for (const child of stream?.children ?? []) expect(child.end).toBeLessThanOrEqual(stream?.end ?? 0);
  });

  it("FR-048 SC-020: the connections of a session are a chain in the annotations", () => {
    const annotations = [first, second].map(({ trace }) => trace.roots[0]?.annotations);

    expect(annotations).toMatchObject([
      { session_id: sessionId, connection_sequence: 1, previous_trace_id: "none", is_cold_start: true },
      { session_id: sessionId, connection_sequence: 2, previous_trace_id: first.header.traceId, is_cold_start: false },
    ]);
  });

  it("FR-035 FR-052: the trace is the one that Lambda gave, whatever the caller's header says", () => {
    const ids = new Set(traced.rig.nodes().map(({ traceId }) => traceId));

    expect(ids).toEqual(new Set([first.header.traceId, second.header.traceId]));
  });

  it("FR-006 FR-009: every part has the annotations of its operation, of types that X-Ray indexes", () => {
    const parts = nodesOfTrace(first.trace).filter(({ namespace }) => namespace === undefined);

    for (const { name, annotations, metadata } of parts) {
      const keys: readonly string[] | undefined = Object.entries(operations()).find(([each]) => each === name)?.[1];
      expect(Object.keys(annotations).filter((key) => keys?.includes(key) !== true)).toEqual([]);
      expect(Object.values(annotations).filter((value) => typeof value === "object")).toEqual([]);
      expect(metadata).toEqual({});
    }
    expect(nodesOfTrace(first.trace).find(({ name }) => name === "dynamodb_poll")?.annotations).toEqual({
      item_count: 0,
      changed_count: expect.any(Number),
      poll_duration_ms: expect.any(Number),
    });
  });

  it("FR-093 SC-010: before its deadline a stream says so and ends, and everything is exported", () => {
    const types = eventsOf(second);

    expect(second.outcome).toMatchObject({ kind: "response", failure: undefined });
    expect(types.slice(-2)).toEqual(["deadline", "done"]);
    const nodes = nodesOfTrace(second.trace);
    expect(nodes.filter(({ name }) => name === "sse_event_dispatch")).toHaveLength(types.length - 2);
    expect(nodes.filter(({ namespace }) => namespace === "aws")).toHaveLength(second.calls.length);
    expect(second.trace.orphans).toEqual([]);
  });

  const operations = () => sseStreaming?.contract.operations ?? {};
});

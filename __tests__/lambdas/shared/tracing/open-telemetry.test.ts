import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StreamingTracing } from "../../../../lambdas/shared/tracing/open-telemetry.ts";
import type { OtlpSink } from "../../../helpers/otlp-sink.ts";
import { openOtlpSink } from "../../../helpers/otlp-sink.ts";

const parentSpanId = "53995c3f42cd8ad8";
const traceId = "6b00fdd509ddebcaa94551b47a5689b5";
const notation = "1-6b00fdd5-09ddebcaa94551b47a5689b5";

let sink: OtlpSink;
let opened: StreamingTracing | undefined;

beforeEach(async () => {
  sink = await openOtlpSink();
  vi.resetModules();
  // The API keeps its registrations for the process; each test registers its own provider.
  const api = await import("@opentelemetry/api");
  for (const part of [api.trace, api.context, api.propagation, api.diag]) part.disable();
  vi.stubEnv("OTEL_SERVICE_NAME", "test");
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", sink.url);
  vi.stubEnv("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "300");
  vi.stubEnv("OTEL_BSP_SCHEDULE_DELAY", "20");
  vi.stubEnv("OTEL_BSP_EXPORT_TIMEOUT", "2500");
  vi.stubEnv("_X_AMZN_TRACE_ID", `Root=${notation};Parent=${parentSpanId};Sampled=1`);
});

afterEach(async () => {
  // Spans that stay behind would fail in the next test, because errors in the background are the process's.
  await opened?.flush().catch(() => {});
  opened = undefined;
  vi.unstubAllEnvs();
  await sink.close();
});

async function openTelemetry() {
  const { openTelemetryTracing } = await import("../../../../lambdas/shared/tracing/open-telemetry.ts");
  opened = openTelemetryTracing();
  return opened;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("spans", () => {
  it("FR-025: keep their parents across timers, parallel work and generators", async () => {
    const tracing = await openTelemetry();
    async function* generator() {
      for (const name of ["first", "second"]) {
        await tracing.inSpan(name, () => wait(2));
        yield name;
      }
    }

    await tracing.inInvocation(() =>
      tracing.inSpan("root", async () => {
        await Promise.all(
          ["left", "right"].map((side) => tracing.inSpan(side, () => tracing.inSpan(`${side} child`, () => wait(3)))),
        );
        for await (const _ of generator()) await wait(1);
      }),
    );
    await tracing.flush();

    const nameOf = new Map([
      [parentSpanId, "invocation"],
      ...sink.spans.map(({ spanId, name }) => [spanId, name] as const),
    ]);
    expect(Object.fromEntries(sink.spans.map((span) => [span.name, nameOf.get(span.parentSpanId)]))).toEqual({
      root: "invocation",
      left: "root",
      "left child": "left",
      right: "root",
      "right child": "right",
      first: "root",
      second: "root",
    });
    expect(new Set(sink.spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
    expect(new Set(sink.spans.map(({ kind }) => kind))).toEqual(new Set([1]));
  });

  it("FR-031: around a generator last until it has given its last value", async () => {
    const tracing = await openTelemetry();
    async function* generator() {
      for (const name of ["first", "second"]) yield await tracing.inSpan(name, () => wait(5).then(() => name));
    }

    await tracing.inInvocation(() =>
      tracing.inSpan("around", async () => {
        for await (const _ of generator());
      }),
    );
    await tracing.flush();

    expect(sink.spans.map(({ name }) => name)).toEqual(["first", "second", "around"]);
    // Not by the clock, on which two spans differ by up to a millisecond.
    const [first = 0, second = 0, around] = sink.spans.map(({ begin, end }) => end - begin);
    expect(around).toBeGreaterThanOrEqual(first + second);
  });

  it("SC-010: of what runs beside a failure arrive, too, below parents that ended after them", async () => {
    const tracing = await openTelemetry();

    const failed = tracing.inInvocation(() =>
      tracing.inSpan("stream", () =>
        Promise.all([
          tracing.inSpan("slow", () => wait(20)),
          tracing.inSpan("failing", () => Promise.reject(new Error())),
        ]),
      ),
    );
    await expect(failed).rejects.toThrow();
    await tracing.flush();

    expect(sink.spans.map(({ name }) => name)).toEqual(["failing", "slow", "stream"]);
    const [failing, slow, stream] = sink.spans;
    expect([failing?.parentSpanId, slow?.parentSpanId]).toEqual([stream?.spanId, stream?.spanId]);
  });

  it("FR-029 FR-058: carry bounded texts and causes, with the class of what failed, and the error passes on", async () => {
    const tracing = await openTelemetry();
    const error = new RangeError("x".repeat(9_000));

    const failed = tracing.inInvocation(() =>
      tracing.inSpan("failing", async (annotate) => {
        annotate({ text: "y".repeat(9_000) });
        throw error;
      }),
    );
    await expect(failed).rejects.toBe(error);
    await tracing.flush();

    const message = "x".repeat(2_048);
    const [span] = sink.spans;
    expect(span).toMatchObject({ attributes: { text: "y".repeat(2_048) }, status: { code: 2, message } });
    const attributes = { "exception.type": "RangeError", "exception.message": message };
    expect(span?.events).toMatchObject([{ name: "exception", attributes }]);
  });

  it("FR-053: get trace ids of this second where they have no parent, as X-Ray demands", async () => {
    await openTelemetry();
    const { ROOT_CONTEXT, trace } = await import("@opentelemetry/api");

    const span = trace.getTracer("test").startSpan("orphan", {}, ROOT_CONTEXT);

    const epochSeconds = Number.parseInt(span.spanContext().traceId.slice(0, 8), 16);
    expect(Math.abs(epochSeconds - Date.now() / 1_000)).toBeLessThan(60);
  });

  it("FR-072: say in which function they were made", async () => {
    vi.stubEnv("AWS_EXECUTION_ENV", "AWS_Lambda_nodejs24.x");
    vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "test-function");
    const tracing = await openTelemetry();

    await tracing.inInvocation(() => tracing.inSpan("work", async () => {}));
    await tracing.flush();

    expect(sink.spans[0]?.resource).toMatchObject({ "service.name": "test", "faas.name": "test-function" });
  });

  it("FR-056: outside of an invocation are refused", async () => {
    const tracing = await openTelemetry();

    await expect(tracing.inSpan("orphan", async () => {})).rejects.toThrow("A span was begun outside of an invocation");
  });

  it("FR-056: of an AWS call outside of an invocation are refused before anything is sent", async () => {
    const tracing = await openTelemetry();
    const client = tracing.instrument(new DynamoDBClient({ region: "us-east-1", endpoint: sink.url, maxAttempts: 1 }));

    await expect(client.send(new ListTablesCommand({}))).rejects.toThrow("A span was begun outside of an invocation");
    expect(sink.requests).toEqual([]);
  });
});

describe("the trace of an invocation", () => {
  it.each([
    ["is missing", undefined],
    ["has no parent", `Root=${notation}`],
    ["has no decision", `Root=${notation};Parent=${parentSpanId};Sampled=?`],
    ["is malformed", "Root=1-x"],
  ])("FR-018: fails the invocation where it %s", async (_, header) => {
    vi.stubEnv("_X_AMZN_TRACE_ID", header);
    const tracing = await openTelemetry();
    const work = vi.fn(async () => {});

    await expect(tracing.inInvocation(work)).rejects.toMatchObject({ name: "MissingTraceError" });
    expect(work).not.toHaveBeenCalled();
  });

  it("may be missing where AWS_XRAY_CONTEXT_MISSING says so, and then nothing is traced", async () => {
    vi.stubEnv("_X_AMZN_TRACE_ID", undefined);
    vi.stubEnv("AWS_XRAY_CONTEXT_MISSING", "IGNORE_ERROR");
    const tracing = await openTelemetry();

    const result = await tracing.inInvocation(() => tracing.inSpan("work", async () => tracing.traceId()));
    await tracing.flush();

    expect(result).toBeUndefined();
    expect(sink.requests).toEqual([]);
  });

  it("FR-115: is known in X-Ray notation, inside spans too", async () => {
    const tracing = await openTelemetry();

    const ids = await tracing.inInvocation(async () => [
      tracing.traceId(),
      await tracing.inSpan("inner", async () => tracing.traceId()),
    ]);

    expect(ids).toEqual([notation, notation]);
  });
});

describe("a flush", () => {
  const traceOne = async () => {
    const tracing = await openTelemetry();
    await tracing.inInvocation(() => tracing.inSpan("one", async () => {}));
    return tracing;
  };

  it("waits for a batch that the timer is already sending", async () => {
    let answered = false;
    sink.answer = (response) =>
      setTimeout(() => {
        answered = true;
        response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
      }, 150);
    const tracing = await traceOne();
    await wait(60);

    await tracing.flush();

    expect(answered).toBe(true);
  });

  it("FR-018: reports what failed in the background before it, once", async () => {
    sink.answer = (response) => response.writeHead(500).end();
    const tracing = await traceOne();
    await vi.waitFor(() => expect(sink.requests).toHaveLength(1));
    await wait(50);

    const first = await tracing.flush().catch((error: unknown) => error);
    const second = await tracing.flush().catch((error: unknown) => error);

    expect(first).toMatchObject({ name: "SpanDeliveryError" });
    expect(second).toBeUndefined();
  });

  it("FR-018 FR-140: fails as an Error that names the cause when nobody listens", async () => {
    const tracing = await openTelemetry();
    await sink.close();
    await tracing.inInvocation(() => tracing.inSpan("one", async () => {}));

    const outcome = await tracing.flush().catch((error: unknown) => error);

    expect(outcome).toBeInstanceOf(Error);
    expect(outcome).toMatchObject({ name: "SpanDeliveryError", message: expect.stringContaining("ECONNREFUSED") });
  });

  it("FR-139: fails within its bound when the collector hangs", async () => {
    vi.stubEnv("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "3000");
    vi.stubEnv("OTEL_BSP_EXPORT_TIMEOUT", "3000");
    sink.answer = () => {};
    const tracing = await traceOne();
    const started = performance.now();

    const outcome = await tracing.flush().catch((error: unknown) => error);

    expect(outcome).toMatchObject({ name: "SpanDeliveryError" });
    expect(performance.now() - started).toBeLessThan(2_800);
  });
});

describe("the kill switch OTEL_SDK_DISABLED", () => {
  it("FR-108: runs everything without spans, also without a trace, and still knows the trace", async () => {
    vi.stubEnv("OTEL_SDK_DISABLED", "true");
    const tracing = await openTelemetry();
    const client = { send: () => {}, middlewareStack: { remove: () => {}, use: () => {} }, config: {} };

    const result = await tracing.inInvocation(() => tracing.inSpan("work", async () => tracing.traceId()));
    await tracing.flush();
    vi.stubEnv("_X_AMZN_TRACE_ID", undefined);
    const untraced = await tracing.inInvocation(async () => tracing.traceId());

    expect([result, untraced]).toEqual([notation, undefined]);
    expect(tracing.instrument(client)).toBe(client);
    expect(sink.requests).toEqual([]);
  });
});

it("FR-065: a process takes no second tracer provider, and says so where it is made", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const { openTelemetryTracing } = await import("../../../../lambdas/shared/tracing/open-telemetry.ts");
  opened = openTelemetryTracing();

  expect(openTelemetryTracing).toThrow("This process has a tracer provider already");
});

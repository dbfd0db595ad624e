import { DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sseStreaming as contract } from "../../../lambdas/sse-streaming/contract.ts";
import { readEventStream } from "../../helpers/event-stream-reader.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { captureStdout } from "../../helpers/stdout.ts";
import {
  ReceivedResponse,
  type StreamingHandler,
  stubStreamingRuntime,
  urlEvent,
} from "../../helpers/streaming-runtime.ts";

stubLambdaEnvironment(contract);
vi.stubEnv("OTEL_SDK_DISABLED", "true");
vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1-6b00fdd5-09ddebcaa94551b47a5689b5;Parent=53995c3f42cd8ad8;Sampled=1");
stubStreamingRuntime();
const { handler } = (await import("../../../lambdas/sse-streaming/handler.ts")) as unknown as {
  handler: StreamingHandler;
};
const tables = mockClient(DynamoDBDocumentClient);
const start = Date.parse("2026-01-05T12:00:00.000Z");

beforeEach(() => {
  tables.reset();
  tables.on(QueryCommand).resolves({ Items: [] });
  vi.useFakeTimers({ now: start });
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

function article(number: number, analyzedAt: number, label = "positive", tickers = ["AAPL"]) {
  return {
    source_id: `dedup:${number}`,
    timestamp: new Date(analyzedAt - 600_000).toISOString(),
    analyzed_at: new Date(analyzedAt).toISOString(),
    sentiment: label,
    matched_tickers: tickers,
  };
}

function bucket(begin: string, count: number) {
  return {
    SK: begin,
    open: 0.1,
    high: 0.9,
    low: -0.2,
    close: 0.5,
    sum: 0.4 * count,
    count,
    label_counts: { positive: count },
  };
}

/** Opens a stream; `remaining` is the time that Lambda leaves at its beginning. */
function open(query = "", headers: Readonly<Record<string, string>> = {}, remaining = 900_000) {
  const response = new ReceivedResponse();
  const context = {
    ...lambdaContext(contract),
    getRemainingTimeInMillis: () => remaining - (Date.now() - start),
  };
  const outcome = handler(urlEvent("/api/v2/stream", query, headers), response, context).then(
    () => undefined,
    (error: unknown) => error,
  );
  const events = () =>
    readEventStream(response.text).events.map((event) => ({ ...event, data: JSON.parse(event.data) }));
  return { response, outcome, events, types: () => events().map(({ type }) => type) };
}

const elapse = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe("a stream", () => {
  it("FR-088 D19: begins with the reconnection time and a snapshot, before anything changes", async () => {
    tables.on(QueryCommand, { IndexName: "by_status" }).resolves({
      Items: [article(2, start - 1_000), article(1, start - 7_200_000, "negative", ["msft", "AAPL"])],
    });

    const stream = open("", {}, 2_900);
    await stream.outcome;

    expect(stream.response.head).toEqual({
      statusCode: 200,
      headers: {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-cache",
        "X-Accel-Buffering": "no",
        "X-Request-Id": "00000000-0000-4000-8000-000000000000",
        "X-SSE-Resume-Supported": "true",
      },
    });
    expect(stream.response.text.startsWith("retry: 3000\n\nevent: metrics\n")).toBe(true);
    expect(stream.events()[0]).toEqual({
      type: "metrics",
      id: `${start}-1`,
      data: {
        total: 2,
        positive: 1,
        neutral: 0,
        negative: 1,
        by_tag: { AAPL: 2, MSFT: 1 },
        rate_last_hour: 1,
        rate_last_24h: 2,
        is_truncated: false,
        timestamp: "2026-01-05T12:00:00.000Z",
        trace_id: "1-6b00fdd5-09ddebcaa94551b47a5689b5",
      },
    });
  });

  it("D19: gives every reader of a warm environment the snapshot", async () => {
    const first = open("", {}, 2_900);
    await first.outcome;

    const second = open("", {}, 2_900);
    await second.outcome;

    expect(second.types()).toEqual(["metrics", "deadline", "done"]);
  });

  it("D18: sends counts and buckets when they change, and nothing while they do not", async () => {
    const index = tables.on(QueryCommand, { IndexName: "by_status" });
    const series = tables.on(QueryCommand, { TableName: "test-sentiment-timeseries" });
    index.resolves({ Items: [article(1, start - 60_000)] });
    series.resolves({ Items: [bucket("2026-01-05T11:50:00.000Z", 1)] });
    const stream = open("tickers=aapl&resolutions=10m", {}, 60_000);
    await elapse(15_000);
    const before = stream.types();
    index.resolves({ Items: [article(2, start + 16_000), article(1, start - 60_000)] });
    series.resolves({ Items: [bucket("2026-01-05T11:50:00.000Z", 2)] });

    await elapse(10_000);

    expect(before).toEqual(["metrics", "bucket_update"]);
    expect(stream.types()).toEqual(["metrics", "bucket_update", "metrics", "bucket_update"]);
    expect(stream.events().at(-1)?.data).toEqual({
      ticker: "AAPL",
      resolution: "10m",
      bucket: {
        start: "2026-01-05T11:50:00.000Z",
        open: 0.1,
        high: 0.9,
        low: -0.2,
        close: 0.5,
        average: 0.4,
        count: 2,
        label_counts: { positive: 2 },
      },
      timestamp: "2026-01-05T12:00:20.000Z",
      origin_timestamp: "2026-01-05T12:00:16.000Z",
      trace_id: "1-6b00fdd5-09ddebcaa94551b47a5689b5",
    });
    expect(stream.events().map(({ id }) => id)).toEqual([
      "0-1",
      `${start}-2`,
      `${start + 15_000}-3`,
      `${start + 20_000}-4`,
    ]);
    expect(stream.events().at(-2)?.data).toMatchObject({ total: 2, origin_timestamp: "2026-01-05T12:00:16.000Z" });
    await elapse(60_000);
    await stream.outcome;
  });

  it("sends only what the asked tickers are about", async () => {
    tables.on(QueryCommand, { IndexName: "by_status" }).resolves({
      Items: [article(2, start - 1_000, "neutral", ["MSFT"]), article(1, start - 2_000)],
    });

    const stream = open("tickers=MSFT", {}, 2_900);
    await stream.outcome;

    expect(stream.events()[0]?.data).toMatchObject({ total: 1, neutral: 1, by_tag: { MSFT: 1 } });
  });

  it("D20: looks at the tables with one bounded query on an index and one per ticker and resolution", async () => {
    const stream = open("tickers=AAPL,MSFT&resolutions=1m,5m", {}, 2_900);
    await stream.outcome;

    const queries = tables.commandCalls(QueryCommand).map(({ args }) => args[0].input as QueryCommandInput);
    expect(queries).toHaveLength(5);
    const [index, ...series] = [...queries].sort((a, b) => String(b.IndexName ?? "").localeCompare(a.IndexName ?? ""));
    expect(index).toMatchObject({
      TableName: "test-sentiment-items",
      IndexName: "by_status",
      Limit: 200,
      ScanIndexForward: false,
      ExpressionAttributeValues: { ":analyzed": "analyzed", ":from": "2026-01-04T12:00:00.000Z" },
    });
    expect(series.map((query) => query.ExpressionAttributeValues?.[":series"]).sort()).toEqual([
      "AAPL#1m",
      "AAPL#5m",
      "MSFT#1m",
      "MSFT#5m",
    ]);
    for (const query of series) expect(query).toMatchObject({ Limit: 2, ScanIndexForward: false });
  });

  it("says when the counts cover only the newest articles", async () => {
    tables
      .on(QueryCommand, { IndexName: "by_status" })
      .resolves({ Items: [article(1, start - 1_000)], LastEvaluatedKey: { source_id: "x" } });

    const stream = open("", {}, 2_900);
    await stream.outcome;

    expect(stream.events()[0]?.data).toMatchObject({ total: 1, is_truncated: true });
  });

  it("sends a heartbeat in its own rhythm, between polls", async () => {
    const stream = open("", {}, 70_000);

    await elapse(61_000);

    expect(stream.events().filter(({ type }) => type === "heartbeat")).toMatchObject([
      { data: { connections: 1, uptime_seconds: 30, timestamp: "2026-01-05T12:00:30.000Z" } },
      { data: { connections: 1, uptime_seconds: 60 } },
    ]);
    await elapse(10_000);
    await stream.outcome;
  });
});

describe("the end of a stream", () => {
  it("FR-061 FR-118: comes after its lifetime, 70 % of the timeout, with done as the last event", async () => {
    const stream = open();

    await elapse(629_000);
    const before = stream.response.writableEnded;
    await elapse(2_000);
    await stream.outcome;

    expect(before).toBe(false);
    expect(stream.response.writableEnded).toBe(true);
    expect(stream.types().at(-1)).toBe("done");
    expect(stream.types()).not.toContain("deadline");
  });

  it("FR-093: comes with deadline and done when less than three seconds are left", async () => {
    const stream = open("", {}, 20_000);

    await elapse(16_999);
    const before = stream.types();
    await elapse(2);
    await stream.outcome;

    expect(before).toEqual(["metrics"]);
    expect(stream.events().slice(-2)).toMatchObject([
      { type: "deadline", data: { reason: "lambda_deadline", remaining_ms: 2_999 } },
      { type: "done", data: { trace_id: "1-6b00fdd5-09ddebcaa94551b47a5689b5" } },
    ]);
  });

  it.each([
    ["closes", (response: ReceivedResponse) => response.destroy()],
    ["breaks", (response: ReceivedResponse) => response.destroy(new Error("connection reset"))],
  ])("FR-085: comes at once, without failing, when the connection %s", async (_, leave) => {
    const stream = open();
    await elapse(12_000);
    const polls = tables.commandCalls(QueryCommand).length;

    leave(stream.response);
    await elapse(1);

    expect(await stream.outcome).toBeUndefined();
    expect(stream.response.text).not.toContain("event: done");
    expect(tables.commandCalls(QueryCommand)).toHaveLength(polls);
  });

  it("is a failure, without done, when the tables cannot be read", async () => {
    const stream = open();
    await elapse(1_000);
    tables.on(QueryCommand).rejects(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));

    await elapse(5_000);

    expect(await stream.outcome).toMatchObject({ name: "ThrottlingException" });
    expect(stream.response.text).not.toContain("event: done");
    expect(stream.response.writableEnded).toBe(false);
  });
});

describe("a slow reader", () => {
  const slow = () => {
    const response = new ReceivedResponse(1);
    const outcome = handler(urlEvent("/api/v2/stream"), response, lambdaContext(contract)).then(() => undefined);
    return { response, outcome };
  };

  it("is waited for: nothing more is read or written until it has taken what was sent", async () => {
    const { response } = slow();
    await elapse(1_000);
    response.block();
    tables.on(QueryCommand, { IndexName: "by_status" }).resolves({ Items: [article(1, start)] });
    await elapse(5_000);
    const polls = tables.commandCalls(QueryCommand).length;
    await elapse(4_900);
    const pollsWhileBlocked = tables.commandCalls(QueryCommand).length;

    response.unblock();
    await elapse(200);

    expect(pollsWhileBlocked).toBe(polls);
    expect(tables.commandCalls(QueryCommand).length).toBeGreaterThan(polls);
    response.destroy();
    await elapse(1);
  });

  it("counts as gone after ten seconds", async () => {
    const { response, outcome } = slow();
    await elapse(1_000);
    response.block();
    tables.on(QueryCommand, { IndexName: "by_status" }).resolves({ Items: [article(1, start)] });

    await elapse(15_000);

    await expect(outcome).resolves.toBeUndefined();
  });
});

describe("Last-Event-ID (FR-081)", () => {
  it("of a moment ago: only what changed since is sent, and the response says so", async () => {
    tables.on(QueryCommand, { IndexName: "by_status" }).resolves({
      Items: [article(2, start - 5_000, "positive", ["MSFT"]), article(1, start - 50_000)],
    });
    tables.on(QueryCommand, { TableName: "test-sentiment-timeseries" }).callsFake((input: QueryCommandInput) => ({
      Items: [bucket("2026-01-05T11:40:00.000Z", String(input.ExpressionAttributeValues?.[":series"]).length)],
    }));

    const stream = open("tickers=AAPL,MSFT&resolutions=10m", { "last-event-id": `${start - 10_000}-7` }, 2_900);
    await stream.outcome;

    expect(stream.response.head?.headers["X-SSE-Resume-Supported"]).toBe("true");
    expect(stream.types()).toEqual(["metrics", "bucket_update", "deadline", "done"]);
    expect(stream.events()[1]?.data).toMatchObject({ ticker: "MSFT" });
  });

  it("of a moment ago: nothing is sent where nothing changed", async () => {
    tables.on(QueryCommand, { IndexName: "by_status" }).resolves({ Items: [article(1, start - 50_000)] });

    const stream = open("", { "last-event-id": `${start - 10_000}-7` }, 2_900);
    await stream.outcome;

    expect(stream.types()).toEqual(["deadline", "done"]);
  });

  it.each([
    ["too old", `${start - 61_000}-7`],
    ["of another kind", "evt_1"],
  ])("%s: a fresh snapshot is sent, and the response says that the reader must tell repeats apart", async (_, id) => {
    const stream = open("", { "last-event-id": id }, 2_900);
    await stream.outcome;

    expect(stream.response.head?.headers["X-SSE-Resume-Supported"]).toBe("false");
    expect(stream.types()[0]).toBe("metrics");
  });
});

describe("metrics", () => {
  it("have exactly the dimensions that alarms name, and are written while the stream is open", async () => {
    const stdout = captureStdout();
    const index = tables.on(QueryCommand, { IndexName: "by_status" });
    index.resolves({ Items: [] });
    const stream = open("", {}, 50_000);
    await elapse(4_000);
    index.resolves({ Items: [article(1, start + 3_000)] });
    await elapse(27_000);
    const written = stdout.metrics();
    await elapse(20_000);
    await stream.outcome;
    stdout.restore();

    const names = new Set(stdout.metrics().map(({ name }) => name));
    expect([...names].sort()).toEqual(Object.keys(contract.metrics).sort());
    for (const { namespace, name, dimensions } of stdout.metrics()) {
      expect(namespace).toBe("SentimentAnalyzer/SSE");
      expect(Object.keys(dimensions).sort()).toEqual(
        name === "EventsSent" ? ["Environment", "EventType"] : ["Environment"],
      );
    }
    expect(written).toContainEqual(expect.objectContaining({ name: "ConnectionCount", values: [1] }));
    expect(written).toContainEqual(expect.objectContaining({ name: "EventLatencyMs", values: [2_000] }));
    const done = stdout.metrics().filter(({ dimensions }) => dimensions.EventType === "done");
    expect(done).toMatchObject([{ values: [1] }]);
  });

  it("say nothing of latency where the clock of a score is ahead", async () => {
    const stdout = captureStdout();
    const index = tables.on(QueryCommand, { IndexName: "by_status" });
    index.resolves({ Items: [] });
    const stream = open("", {}, 20_000);
    await elapse(1_000);
    index.resolves({ Items: [article(1, start + 3_600_000)] });

    await elapse(20_000);
    await stream.outcome;
    stdout.restore();

    expect(stream.types()).toEqual(["metrics", "metrics", "deadline", "done"]);
    expect(stdout.metrics().map(({ name }) => name)).not.toContain("EventLatencyMs");
  });
});

describe("everything but the stream", () => {
  const ask = async (path: string, query = "", method = "GET") => {
    const response = new ReceivedResponse();
    await handler(urlEvent(path, query, {}, method), response, lambdaContext(contract));
    return { ...response.head, body: JSON.parse(response.text) };
  };

  it.each([
    ["/health", "GET", 200, { status: "healthy", environment: "test" }],
    ["//health/", "GET", 200, { status: "healthy", environment: "test" }],
    ["/api/v2/stream", "POST", 405, { detail: "Method not allowed" }],
    ["/api/v2/configurations/1/stream", "GET", 404, { detail: "Not found" }],
  ])("%s %s is answered with %i", async (path, method, statusCode, body) => {
    const answer = await ask(path, "", method);

    expect(answer).toMatchObject({ statusCode, body, headers: { "Content-Type": "application/json" } });
  });

  it("a filter of which nothing is left is refused", async () => {
    const answer = await ask("/api/v2/stream", "tickers=123");

    expect(answer).toMatchObject({ statusCode: 400, body: { detail: "No ticker is 1 to 5 letters long." } });
    expect(tables.commandCalls(QueryCommand)).toHaveLength(0);
  });
});

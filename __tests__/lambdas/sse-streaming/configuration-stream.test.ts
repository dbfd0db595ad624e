import { GetCommand, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import {
  article,
  bucket,
  elapse,
  index,
  open,
  openConfiguration,
  person,
  snapshotOnly,
  start,
  storeConfiguration,
  tables,
} from "./streaming-function.ts";

describe("the stream of a configuration", () => {
  it("begins as the one that everybody may read, about the configuration's tickers, and is kept by no cache", async () => {
    storeConfiguration();
    index().resolves({
      Items: [article(2, start - 1_000, "neutral", ["MSFT", "TSLA"]), article(1, start, "positive", ["TSLA"])],
    });

    const stream = await openConfiguration({ query: "resolutions=1m,5m", remaining: snapshotOnly });
    await stream.outcome;

    expect(stream.response.head).toEqual({
      statusCode: 200,
      headers: {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store, private",
        "X-Accel-Buffering": "no",
        "X-Request-Id": "00000000-0000-4000-8000-000000000000",
        "X-SSE-Resume-Supported": "true",
      },
    });
    expect(stream.response.text.startsWith("retry: 3000\n\nevent: metrics\n")).toBe(true);
    expect(stream.events()[0]?.data).toMatchObject({ total: 1, neutral: 1 });
    expect(stream.types()).toEqual(["metrics", "deadline", "done"]);
    const series = tables
      .commandCalls(QueryCommand)
      .flatMap(({ args }) => (args[0].input as QueryCommandInput).ExpressionAttributeValues?.[":series"] ?? []);
    expect(series.sort()).toEqual(["AAPL#1m", "AAPL#5m", "MSFT#1m", "MSFT#5m"]);
  });

  it("D18: tells of each newly scored article, once for each ticker of the configuration", async () => {
    storeConfiguration();
    index().resolves({ Items: [article(1, start - 60_000)] });
    const stream = await openConfiguration({ remaining: 20_000 });
    await elapse(1_000);
    const later = article(3, start + 3_000, "negative", ["TSLA", "msft", "AAPL", "aapl"]);
    index().resolves({ Items: [later, article(2, start + 2_000), article(1, start - 60_000)] });

    await elapse(20_000);
    await stream.outcome;

    const updates = stream.events().filter(({ type }) => type === "sentiment_update");
    expect(updates.map(({ data }) => [data.source_id, data.ticker])).toEqual([
      ["dedup:2", "AAPL"],
      ["dedup:3", "MSFT"],
      ["dedup:3", "AAPL"],
    ]);
    expect(updates[1]?.data).toEqual({
      config_id: person.configurationId,
      source_id: "dedup:3",
      ticker: "MSFT",
      score: -0.8,
      label: "negative",
      confidence: 0.9,
      source: "finnhub",
      timestamp: "2026-01-05T12:00:05.000Z",
      origin_timestamp: "2026-01-05T12:00:03.000Z",
      trace_id: "1-6b00fdd5-09ddebcaa94551b47a5689b5",
    });
  });

  it("FR-081 D18: a reader that connects again is told of the articles that it missed", async () => {
    storeConfiguration();
    index().resolves({ Items: [article(1, start - 60_000)] });
    const first = await openConfiguration();
    await elapse(12_000);
    first.response.destroy();
    await elapse(10_000);
    index().resolves({ Items: [article(2, start + 15_000), article(1, start - 60_000)] });

    const second = await openConfiguration({
      headers: { "last-event-id": first.lastId() },
      remaining: 22_000 + snapshotOnly,
    });
    await elapse(1);
    await second.outcome;

    expect(second.response.head?.headers["X-SSE-Resume-Supported"]).toBe("true");
    expect(second.types()).toEqual(["metrics", "sentiment_update", "deadline", "done"]);
    expect(second.events()[1]?.data).toMatchObject({ source_id: "dedup:2" });
    // Its reader was away: that says nothing about the delay of the stream.
    expect(second.events()[1]?.data).not.toHaveProperty("origin_timestamp");
  });

  it("FR-081: an id of a stream of another kind begins with a snapshot, in both directions", async () => {
    storeConfiguration();
    index().resolves({ Items: [article(1, start - 60_000)] });
    const everybodys = open({ query: "tickers=AAPL,MSFT", remaining: snapshotOnly });
    await everybodys.outcome;
    const configured = await openConfiguration({
      headers: { "last-event-id": everybodys.events()[0]?.id ?? "" },
      remaining: snapshotOnly,
    });
    await configured.outcome;

    const back = open({
      query: "tickers=AAPL,MSFT",
      headers: { "last-event-id": configured.events()[0]?.id ?? "" },
      remaining: snapshotOnly,
    });
    await back.outcome;

    for (const { response, types } of [configured, back]) {
      expect(response.head?.headers["X-SSE-Resume-Supported"]).toBe("false");
      expect(types()).toEqual(["metrics", "deadline", "done"]);
    }
    expect(back.response.text).not.toContain(person.configurationId);
  });

  it("the stream that everybody may read names no article and no configuration", async () => {
    index().resolves({ Items: [article(1, start - 60_000)] });
    const stream = open({ query: "tickers=AAPL", remaining: 20_000 });
    await elapse(1_000);
    index().resolves({ Items: [article(2, start + 2_000), article(1, start - 60_000)] });

    await elapse(20_000);
    await stream.outcome;

    expect(stream.types()).toEqual(["metrics", "metrics", "deadline", "done"]);
    expect(stream.response.text).not.toMatch(/dedup:|config_id/);
  });

  it("sends the buckets of the configuration's tickers", async () => {
    storeConfiguration();
    tables
      .on(QueryCommand, { TableName: "test-sentiment-timeseries" })
      .resolves({ Items: [bucket("2026-01-05T12:00:00.000Z", 1)] });

    const stream = await openConfiguration({ remaining: snapshotOnly });
    await stream.outcome;

    const buckets = stream.events().filter(({ type }) => type === "bucket_update");
    expect(buckets.map(({ data }) => data.ticker)).toEqual(["AAPL", "MSFT"]);
  });
});

describe("D22: a stream that is open ends with done at the next heartbeat", () => {
  it.each<[string, () => void]>([
    ["the session has ended", () => storeConfiguration({}, { ttl_timestamp: start / 1000 + 20 })],
    ["the session is gone", () => tables.on(GetCommand).resolves({})],
    ["the configuration was put away", () => storeConfiguration({ status: "inactive" })],
    ["the configuration follows other tickers", () => storeConfiguration({ tickers: [{ symbol: "AAPL" }] })],
  ])("when %s", async (_, change) => {
    storeConfiguration();
    const stream = await openConfiguration();
    await elapse(10_000);
    change();
    await elapse(19_000);
    const before = stream.types();

    await elapse(2_000);
    await stream.outcome;

    expect(before).toEqual(["metrics"]);
    expect(stream.types()).toEqual(["metrics", "done"]);
    expect(stream.response.writableEnded).toBe(true);
  });

  it("and goes on where nothing of that happened, at two reads for each heartbeat, until its lifetime is over", async () => {
    storeConfiguration();
    const stream = await openConfiguration();

    await elapse(91_000);
    const reads = tables.commandCalls(GetCommand).length;
    await elapse(540_000);
    await stream.outcome;

    expect(reads).toBe(8);
    expect(stream.types().filter((type) => type === "heartbeat")).toHaveLength(20);
    expect(stream.types().at(-1)).toBe("done");
  });

  it("and fails, without done, when that cannot be found out", async () => {
    storeConfiguration();
    const stream = await openConfiguration();
    await elapse(10_000);
    tables.on(GetCommand).rejects(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));

    await elapse(21_000);

    expect(await stream.outcome).toMatchObject({ name: "ThrottlingException" });
    expect(stream.response.text).not.toContain("event: done");
  });
});

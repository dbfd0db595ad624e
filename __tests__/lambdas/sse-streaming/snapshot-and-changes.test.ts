import { QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { subjectMark } from "../../../lambdas/sse-streaming/subject.ts";
import { article, bucket, elapse, index, open, snapshotOnly, start, tables } from "./streaming-function.ts";

describe("a stream that everybody may read", () => {
  it("FR-088 D19: begins with the reconnection time and a snapshot, before anything changes", async () => {
    index().resolves({
      Items: [article(2, start - 1_000), article(1, start - 7_200_000, "negative", ["msft", "AAPL"])],
    });

    const stream = open({ remaining: snapshotOnly });
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
      id: expect.stringMatching(new RegExp(`^${start}-1-[0-9a-f]{8}$`)),
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
    const first = open({ remaining: snapshotOnly });
    await first.outcome;

    const second = open({ remaining: snapshotOnly });
    await second.outcome;

    expect(second.types()).toEqual(["metrics", "deadline", "done"]);
  });

  it("D18: sends counts and buckets when they change, and nothing while they do not", async () => {
    const series = tables.on(QueryCommand, { TableName: "test-sentiment-timeseries" });
    index().resolves({ Items: [article(1, start - 60_000)] });
    series.resolves({ Items: [bucket("2026-01-05T11:50:00.000Z", 1)] });
    const stream = open({ query: "tickers=aapl&resolutions=10m", remaining: 60_000 });
    await elapse(15_000);
    const before = stream.types();
    index().resolves({ Items: [article(2, start + 16_000), article(1, start - 60_000)] });
    series.resolves({ Items: [bucket("2026-01-05T11:50:00.000Z", 2)] });

    await elapse(10_000);

    const mark = subjectMark({ configurationId: undefined, tickers: ["AAPL"], resolutions: ["10m"] });
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
      `0-1-${mark}`,
      `${start}-2-${mark}`,
      `${start + 15_000}-3-${mark}`,
      `${start + 20_000}-4-${mark}`,
    ]);
    expect(stream.events().at(-2)?.data).toMatchObject({ total: 2, origin_timestamp: "2026-01-05T12:00:16.000Z" });
    await elapse(60_000);
    await stream.outcome;
  });

  it("sends only what the asked tickers are about", async () => {
    index().resolves({
      Items: [article(2, start - 1_000, "neutral", ["MSFT"]), article(1, start - 2_000)],
    });

    const stream = open({ query: "tickers=MSFT", remaining: snapshotOnly });
    await stream.outcome;

    expect(stream.events()[0]?.data).toMatchObject({ total: 1, neutral: 1, by_tag: { MSFT: 1 } });
  });

  it("D20: looks at the tables with one bounded query on an index and one per ticker and resolution", async () => {
    const stream = open({ query: "tickers=AAPL,MSFT&resolutions=1m,5m", remaining: snapshotOnly });
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

    const stream = open({ remaining: snapshotOnly });
    await stream.outcome;

    expect(stream.events()[0]?.data).toMatchObject({ total: 1, is_truncated: true });
  });

  it("D21: sends a heartbeat in its own rhythm, between polls", async () => {
    const stream = open({ remaining: 70_000 });

    await elapse(61_000);

    expect(stream.events().filter(({ type }) => type === "heartbeat")).toMatchObject([
      { data: { connections: 1, uptime_seconds: 30, timestamp: "2026-01-05T12:00:30.000Z" } },
      { data: { connections: 1, uptime_seconds: 60 } },
    ]);
    await elapse(10_000);
    await stream.outcome;
  });
});

import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it, vi } from "vitest";
import { newToken, send, tables } from "./dashboard.ts";
import { bucketRow } from "./rows.ts";

interface Point {
  readonly timestamp: string;
  readonly sentiment: number | null;
  readonly count: number;
}

async function trendsOf(query: Readonly<Record<string, string>>) {
  const token = await newToken();
  tables.mock.resetHistory();
  return send({ path: "/api/v2/trends", token, query });
}

describe("trends", () => {
  it("D13: are the average polarity of each hour of the last 24, and say nothing about hours without articles", async () => {
    vi.setSystemTime("2026-01-07T14:20:00.000Z");
    tables.put(
      "timeseries",
      bucketRow("AAPL", "1h", "2026-01-06T14:00:00.000Z", { positive: 9 }),
      bucketRow("AAPL", "1h", "2026-01-06T15:00:00.000Z", { positive: 2 }),
      bucketRow("AAPL", "1h", "2026-01-07T14:00:00.000Z", { neutral: 1 }),
      bucketRow("MSFT", "1h", "2026-01-07T13:00:00.000Z", { neutral: 3 }),
    );

    const { body } = await trendsOf({ tickers: "AAPL,MSFT" });

    const points: readonly Point[] = body.trends.AAPL;
    expect(points).toHaveLength(24);
    expect(points[0]).toEqual({ timestamp: "2026-01-06T15:00:00.000Z", sentiment: 0.25, count: 2 });
    expect(points[23]).toEqual({ timestamp: "2026-01-07T14:00:00.000Z", sentiment: 0.25, count: 1 });
    expect(points.slice(1, 23).every(({ sentiment, count }) => sentiment === null && count === 0)).toBe(true);
    expect(body.trends.MSFT.filter(({ count }: Point) => count > 0)).toEqual([
      { timestamp: "2026-01-07T13:00:00.000Z", sentiment: 0.25, count: 3 },
    ]);
    expect(tables.mock.commandCalls(QueryCommand)).toHaveLength(2);
  });

  it.each([
    ["1h", "168h", 168, "2025-12-31T15:00:00.000Z"],
    ["1h", "1h", 1, "2026-01-07T14:00:00.000Z"],
    ["6h", "24h", 4, "2026-01-06T18:00:00.000Z"],
    ["6h", "7h", 2, "2026-01-07T06:00:00.000Z"],
    ["1d", "7d", 7, "2026-01-01T00:00:00.000Z"],
    ["1d", "6h", 1, "2026-01-07T00:00:00.000Z"],
  ])("in intervals of %s over %s have %i points, the first at %s", async (interval, range, count, first) => {
    const { body } = await trendsOf({ tickers: "AAPL", interval, range });

    const points: readonly Point[] = body.trends.AAPL;
    expect(points).toHaveLength(count);
    expect(points[0]?.timestamp).toBe(first);
  });

  it.each([
    ["6h", "2026-01-07T12:00:00.000Z"],
    ["1d", "2026-01-07T00:00:00.000Z"],
  ])("in intervals of %s are read from the buckets of that width", async (interval, timestamp) => {
    const width = interval === "1d" ? "24h" : "6h";
    tables.put("timeseries", bucketRow("AAPL", width, timestamp, { negative: 4 }));

    const { body } = await trendsOf({ tickers: "AAPL", interval });

    expect(body.trends.AAPL.at(-1)).toEqual({ timestamp, sentiment: 0.25, count: 4 });
  });

  it.each([
    [{ tickers: "A,B,C,D,E,F" }, "tickers"],
    [{}, "tickers"],
    [{ tickers: "A", interval: "2h" }, "interval"],
    [{ tickers: "A", range: "0h" }, "range"],
    [{ tickers: "A", range: "169h" }, "range"],
    [{ tickers: "A", range: "8d" }, "range"],
    [{ tickers: "A", range: "24" }, "range"],
  ])("%o is refused for its %s", async (query, field) => {
    const { status, body } = await trendsOf(query as Record<string, string>);

    expect(status).toBe(422);
    expect(body.details.map((each: { field: string }) => each.field)).toEqual([field]);
  });
});

import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { resolutionNames, resolutions } from "../../../lambdas/shared/sentiment/resolutions.ts";
import { newToken, now, send, tables } from "./dashboard.ts";
import type { TestAnswer } from "./requests.ts";
import { bucketRow } from "./rows.ts";

const path = "/api/v2/timeseries/AAPL";
const starts = ({ body }: TestAnswer): readonly string[] =>
  body.buckets.map(({ timestamp }: { timestamp: string }) => timestamp);

function hourly(first: string, count: number) {
  const begin = Date.parse(first);
  return Array.from({ length: count }, (_, index) =>
    bucketRow("AAPL", "1h", new Date(begin + index * 3_600_000).toISOString(), { positive: 1 }),
  );
}

describe("time series", () => {
  it("D16: the newest page comes first, in the order of time", async () => {
    tables.put("timeseries", ...hourly("2026-01-06T00:00:00.000Z", 30));

    const answer = await send({ path, query: { resolution: "1h", limit: "3" } });

    expect(starts(answer)).toEqual([
      "2026-01-07T03:00:00.000Z",
      "2026-01-07T04:00:00.000Z",
      "2026-01-07T05:00:00.000Z",
    ]);
    expect(answer.body.has_more).toBe(true);
  });

  it("D15: a range holds its start and not its end", async () => {
    tables.put("timeseries", ...hourly("2026-01-06T00:00:00.000Z", 24));

    const query = { resolution: "1h", start: "2026-01-06T03:00:00Z", end: "2026-01-06T07:00:00+01:00" };
    const answer = await send({ path, query });

    expect(starts(answer)).toEqual([
      "2026-01-06T03:00:00.000Z",
      "2026-01-06T04:00:00.000Z",
      "2026-01-06T05:00:00.000Z",
    ]);
  });

  it("a range between two starts of buckets is empty, without an error", async () => {
    tables.put("timeseries", ...hourly("2026-01-06T00:00:00.000Z", 24));

    const query = { resolution: "1h", start: "2026-01-06T03:10:00Z", end: "2026-01-06T03:50:00Z" };
    const answer = await send({ path, query });

    expect(answer).toMatchObject({ status: 200, body: { buckets: [], has_more: false, next_cursor: null } });
  });

  it("a full page says exactly whether there is another", async () => {
    tables.put("timeseries", ...hourly("2026-01-07T00:00:00.000Z", 3));

    const exact = await send({ path, query: { resolution: "1h", limit: "3" } });
    const fewer = await send({ path, query: { resolution: "1h", limit: "2" } });

    expect(exact.body).toMatchObject({ has_more: false, next_cursor: null });
    expect(fewer.body).toMatchObject({ has_more: true, next_cursor: expect.any(String) });
  });

  it("buckets of the future are left out, also where the range reaches there", async () => {
    tables.put("timeseries", ...hourly("2026-01-07T13:00:00.000Z", 3));

    const answer = await send({ path, query: { resolution: "1h", end: "2026-01-08" } });

    expect(starts(answer)).toEqual(["2026-01-07T13:00:00.000Z"]);
    expect(answer.body.partial_bucket).toMatchObject({ timestamp: "2026-01-07T14:00:00.000Z", progress_pct: 0 });
  });

  it("pages put together are the whole range, nothing twice, nothing left out", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(40), { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 50 }),
        async (hours, limit, from, length) => {
          tables.reset();
          const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
          tables.put("timeseries", ...hours.map((hour) => bucketRow("AAPL", "1h", at(hour), { neutral: 1 })));

          const found: string[] = [];
          let cursor: string | null = "";
          while (cursor !== null) {
            const range = { resolution: "1h", start: at(from), end: at(from + length), limit: String(limit) };
            const answer: TestAnswer = await send({ path, query: { ...range, ...(cursor === "" ? {} : { cursor }) } });
            found.unshift(...starts(answer));
            cursor = answer.body.next_cursor;
          }

          const expected = hours.filter((hour) => hour >= from && hour < from + length).sort((a, b) => a - b);
          expect(found).toEqual(expected.map(at));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("the bucket of this moment stands apart and tells how far it is", async () => {
    vi.setSystemTime("2026-01-07T14:00:15.000Z");
    tables.put(
      "timeseries",
      bucketRow("AAPL", "1m", "2026-01-07T13:59:00.000Z", { neutral: 1 }),
      bucketRow("AAPL", "1m", "2026-01-07T14:00:00.000Z", { positive: 2 }),
      bucketRow("AAPL", "1m", "2026-01-07T14:01:00.000Z", { positive: 2 }),
    );

    const answer = await send({ path, query: { resolution: "1m" } });

    expect(starts(answer)).toEqual(["2026-01-07T13:59:00.000Z"]);
    expect(answer.body.partial_bucket).toEqual({
      ticker: "AAPL",
      resolution: "1m",
      timestamp: "2026-01-07T14:00:00.000Z",
      open: 0.1,
      high: 0.9,
      low: -0.2,
      close: 0.4,
      count: 2,
      avg: 0.25,
      label_counts: { positive: 2 },
      is_partial: true,
      progress_pct: 25,
      next_update_at: "2026-01-07T14:01:00.000Z",
    });
  });

  it.each(resolutionNames)("a page of %s has that resolution's size where none is asked for", async (resolution) => {
    const { seconds, pageSize } = resolutions[resolution];
    const at = (index: number) => new Date(now.getTime() - index * seconds * 1000).toISOString();
    const rows = Array.from({ length: pageSize + 5 }, (_, index) =>
      bucketRow("AAPL", resolution, at(index + 1), { neutral: 1 }),
    );
    tables.put("timeseries", ...rows);

    const answer = await send({ path, query: { resolution } });

    expect(answer.body.buckets).toHaveLength(pageSize);
  });
});

describe("sentiment of tickers", () => {
  const summary = { path: "/api/v2/sentiment" };

  it("D13: adds up the labels of each ticker over the last 24 hours", async () => {
    const token = await newToken();
    tables.put(
      "timeseries",
      bucketRow("AAPL", "1h", "2026-01-06T14:00:00.000Z", { positive: 1, neutral: 1 }),
      bucketRow("AAPL", "1h", "2026-01-07T13:00:00.000Z", { negative: 2 }),
      bucketRow("AAPL", "1h", "2026-01-06T13:00:00.000Z", { positive: 50 }),
      bucketRow("MSFT", "1h", "2026-01-07T13:00:00.000Z", { negative: 1 }),
    );

    const { body } = await send({ ...summary, token, query: { tickers: "AAPL,MSFT,TSLA" } });

    expect(body).toEqual({
      tickers: {
        AAPL: { positive: 1, neutral: 1, negative: 2, count: 4 },
        MSFT: { positive: 0, neutral: 0, negative: 1, count: 1 },
        TSLA: { positive: 0, neutral: 0, negative: 0, count: 0 },
      },
      overall: { positive: 0.2, neutral: 0.2, negative: expect.closeTo(0.6) },
      total_count: 5,
      trend: "declining",
      time_range: { start: "2026-01-06T14:00:00.000Z", end: "2026-01-07T14:00:00.000Z", resolution: "1h" },
    });
  });

  it("a range that begins within a bucket holds the whole bucket, and says so", async () => {
    const token = await newToken();
    tables.put("timeseries", bucketRow("AAPL", "1h", "2026-01-07T12:00:00.000Z", { positive: 1 }));

    const query = { tickers: "AAPL", start: "2026-01-07T12:30:00Z" };
    const { body } = await send({ ...summary, token, query });

    expect(body).toMatchObject({ total_count: 1, time_range: { start: "2026-01-07T12:00:00.000Z" } });
  });

  it("D17: says nothing about what it does not know", async () => {
    const token = await newToken();

    const { body } = await send({ ...summary, token, query: { tickers: "AAPL" } });

    expect(body).toMatchObject({ overall: null, trend: null, total_count: 0 });
  });

  it.each([
    ["2026-01-07T00:00:00Z", "1h"],
    ["2025-12-31T14:30:00Z", "3h"],
    ["2025-12-31T15:00:00Z", "1h"],
    ["2025-12-20T00:00:00Z", "6h"],
    ["2025-11-20T00:00:00Z", "12h"],
    ["2025-10-20T00:00:00Z", "24h"],
    ["2020-01-01T00:00:00Z", "24h"],
  ])("a range from %s is read in buckets that are still kept: %s", async (start, resolution) => {
    const token = await newToken();

    const { body } = await send({ ...summary, token, query: { tickers: "AAPL", start } });

    expect(body.time_range.resolution).toBe(resolution);
  });
});

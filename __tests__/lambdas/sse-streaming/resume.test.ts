import { QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { subjectMark } from "../../../lambdas/sse-streaming/subject.ts";
import { article, bucket, index, open, snapshotOnly, start, tables } from "./streaming-function.ts";

/** Mark of the stream about all tickers. */
const everything = subjectMark({ configurationId: undefined, tickers: [], resolutions: ["1h"] });

describe("Last-Event-ID (FR-081)", () => {
  it("of a moment ago: only what changed since is sent, and the response says so", async () => {
    index().resolves({
      Items: [article(2, start - 5_000, "positive", ["MSFT"]), article(1, start - 50_000)],
    });
    tables.on(QueryCommand, { TableName: "test-sentiment-timeseries" }).callsFake((input: QueryCommandInput) => ({
      Items: [bucket("2026-01-05T11:40:00.000Z", String(input.ExpressionAttributeValues?.[":series"]).length)],
    }));

    const subject = { configurationId: undefined, tickers: ["AAPL", "MSFT"], resolutions: ["10m"] } as const;
    const stream = open({
      query: "tickers=AAPL,MSFT&resolutions=10m",
      headers: { "last-event-id": `${start - 10_000}-7-${subjectMark(subject)}` },
      remaining: snapshotOnly,
    });
    await stream.outcome;

    expect(stream.response.head?.headers["X-SSE-Resume-Supported"]).toBe("true");
    expect(stream.types()).toEqual(["metrics", "bucket_update", "deadline", "done"]);
    expect(stream.events()[1]?.data).toMatchObject({ ticker: "MSFT" });
  });

  it("of a moment ago: nothing is sent where nothing changed", async () => {
    index().resolves({ Items: [article(1, start - 50_000)] });

    const stream = open({ headers: { "last-event-id": `${start - 10_000}-7-${everything}` }, remaining: snapshotOnly });
    await stream.outcome;

    expect(stream.types()).toEqual(["deadline", "done"]);
  });

  it.each([
    ["too old", `${start - 61_000}-7-${everything}`],
    ["of a stream about something else", `${start - 10_000}-7-00000000`],
    ["of another kind", "evt_1"],
    ["with a line break", `${start - 10_000}-7-${everything}\r\nevent: done`],
  ])("%s: a fresh snapshot is sent, and the response says that the reader must tell repeats apart", async (_, id) => {
    const stream = open({ headers: { "last-event-id": id }, remaining: snapshotOnly });
    await stream.outcome;

    expect(stream.response.head?.headers["X-SSE-Resume-Supported"]).toBe("false");
    expect(stream.types()).toEqual(["metrics", "deadline", "done"]);
    expect(stream.response.text).not.toContain(id);
  });
});

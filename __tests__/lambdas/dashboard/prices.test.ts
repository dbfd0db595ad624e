import { describe, expect, it, vi } from "vitest";
import { now, send, tables, tiingoKey } from "./dashboard.ts";
import { answers, follower, tiingo } from "./follower.ts";
import { dailyEntry, intradayEntry } from "./stand-in-tiingo.ts";

const minute = 60_000;

describe("prices of a ticker", () => {
  it("are candles of whole days over a month where nothing else is asked for", async () => {
    const { symbol, ask } = await follower();
    answers([], [dailyEntry("2026-01-06"), dailyEntry("2026-01-05")]);

    const answer = await ask();

    expect(tiingo.calls).toEqual([
      {
        path: `/tiingo/daily/${symbol}/prices`,
        query: { startDate: "2025-12-08", endDate: "2026-01-07" },
        headers: { accept: "application/json", authorization: `Token ${tiingoKey}` },
        redirect: "error",
      },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ticker: symbol,
      candles: ["2026-01-05", "2026-01-06"].map((date) => ({
        date,
        open: 10,
        high: 12,
        low: 9,
        close: 11,
        volume: 1_000_000,
      })),
      range: "1M",
      start_date: "2025-12-08",
      end_date: "2026-01-07",
      count: 2,
      source: "tiingo",
      resolution: "D",
      resolution_fallback: false,
      cache_expires_at: "2026-01-07T15:00:00.000Z",
    });
  });

  it.each([
    ["1", "1min", "2025-12-31", "14:05"],
    ["5", "5min", "2025-12-08", "14:15"],
    ["15", "15min", "2025-10-09", "14:15"],
    ["30", "30min", "2025-10-09", "14:15"],
    ["60", "1hour", "2025-07-11", "14:30"],
  ])(
    "in candles of %s minutes start as early as they may be asked for",
    async (resolution, tiingoName, start, kept) => {
      const { symbol, ask } = await follower();
      answers([intradayEntry("2026-01-06T14:30:00.000Z")], []);

      const answer = await ask({ resolution, range: "1Y" });

      expect(tiingo.calls).toMatchObject([
        {
          path: `/iex/${symbol}/prices`,
          query: {
            startDate: start,
            endDate: "2026-01-07",
            resampleFreq: tiingoName,
            columns: "open,high,low,close,volume",
          },
        },
      ]);
      expect(answer.body).toMatchObject({
        resolution,
        start_date: start,
        candles: [{ date: "2026-01-06T14:30:00.000Z", volume: 500 }],
        cache_expires_at: `2026-01-07T${kept}:00.000Z`,
      });
    },
  );

  it.each([
    [{ range: "1W" }, "1W", "2025-12-31", "2026-01-07"],
    [{ range: "1Y" }, "1Y", "2025-01-07", "2026-01-07"],
    [{ start_date: "2025-12-01" }, "custom", "2025-12-01", "2026-01-07"],
    [{ start_date: "2020-12-01" }, "custom", "2025-01-07", "2026-01-07"],
    [{ end_date: "2025-03-01" }, "1M", "2025-01-30", "2025-03-01"],
    [{ end_date: "2027-03-01" }, "1M", "2025-12-08", "2026-01-07"],
    [{ start_date: "2025-02-03", end_date: "2025-02-03" }, "custom", "2025-02-03", "2025-02-03"],
  ])("asked for by %o are those of %s from %s to %s", async (query, range, start_date, end_date) => {
    const { ask } = await follower();
    answers([], [dailyEntry("2025-02-03")]);

    const answer = await ask(query as Record<string, string>);

    expect(answer.body).toMatchObject({ range, start_date, end_date });
    expect(tiingo.calls).toMatchObject([{ query: { startDate: start_date, endDate: end_date } }]);
  });

  it.each([
    [{ range: "2W" }, "range"],
    [{ resolution: "2" }, "resolution"],
    [{ start_date: "2025-02-30" }, "start_date"],
    [{ start_date: "1969-12-31" }, "start_date"],
    [{ end_date: "yesterday" }, "end_date"],
    [{ start_date: "2025-02-03", end_date: "2025-02-02" }, "start_date"],
    [{ start_date: "2026-01-08" }, "start_date"],
  ])("are not asked for by %o", async (query, field) => {
    const { ask } = await follower();

    const answer = await ask(query as Record<string, string>);

    expect(answer).toMatchObject({ status: 422, body: { details: [{ field }] } });
    expect(tiingo.calls).toEqual([]);
  });

  it("end on the day that it is in New York", async () => {
    const { ask } = await follower();
    vi.setSystemTime("2026-01-08T04:59:59.999Z");
    answers([], [dailyEntry("2026-01-06")]);

    const answer = await ask();

    expect(answer.body.end_date).toBe("2026-01-07");
  });

  it("D17: are given in whole days where there are none within days, and the same again without another call", async () => {
    const { ask } = await follower();
    answers([], [dailyEntry("2026-01-06")]);

    const first = await ask({ resolution: "5" });
    const made = tiingo.calls.length;
    const second = await ask({ resolution: "5" });

    expect(first.body).toMatchObject({
      resolution: "D",
      resolution_fallback: true,
      fallback_message: expect.any(String),
      candles: [{ date: "2026-01-06" }],
    });
    expect(made).toBe(2);
    expect(tiingo.calls).toHaveLength(made);
    expect(second.body).toEqual(first.body);
  });

  it("of a ticker that the provider does not know are not found, and not asked for again", async () => {
    const { ask } = await follower();
    answers([], { status: 404 });

    const both = [await ask(), await ask()];

    expect(both.map(({ status, body }) => [status, body.code])).toEqual([
      [404, "NOT_FOUND"],
      [404, "NOT_FOUND"],
    ]);
    expect(tiingo.calls).toHaveLength(1);
  });

  it("of a ticker that the person does not follow are not found, whoever else follows it", async () => {
    const { symbol, ask } = await follower();
    const stranger = await follower();
    answers([], [dailyEntry("2026-01-06")]);
    await ask();

    const answer = await send({ path: `/api/v2/tickers/${symbol}/ohlc`, token: stranger.token });

    expect(answer.status).toBe(404);
    expect(tiingo.calls).toHaveLength(1);
  });

  it("leave out entries that are no candles", async () => {
    const { ask } = await follower();
    const { volume: _, ...withoutVolume } = dailyEntry("2025-12-31");
    answers([], [{ ...dailyEntry("2026-01-05"), open: null }, dailyEntry("2026-01-06"), withoutVolume]);

    const answer = await ask();

    expect(answer.body.candles).toMatchObject([{ date: "2026-01-06" }]);
  });
});

describe("prices that are kept", () => {
  it("serve another environment from the table until they expire", async () => {
    const { symbol, ask } = await follower();
    answers([], [dailyEntry("2026-01-06")]);
    const first = await ask();
    const row = tables.rows("ohlc-cache").find(({ PK }) => PK === `${symbol}#tiingo`);
    const other = await follower();
    const copied = { ...row, PK: `${other.symbol}#tiingo` };
    tables.put("ohlc-cache", copied);

    const kept = await other.ask();
    vi.setSystemTime(now.getTime() + 60 * minute);
    const expired = await other.ask();

    expect(row).toMatchObject({ SK: "D#2025-12-08#2026-01-07", ttl_timestamp: now.getTime() / 1000 + 3600 });
    expect(kept.body).toEqual({ ...first.body, ticker: other.symbol });
    expect(expired.body.cache_expires_at).toBe("2026-01-07T16:00:00.000Z");
    expect(tiingo.calls).toHaveLength(1);
  });

  it("are fetched again only when their time is up", async () => {
    const { ask } = await follower();
    answers([intradayEntry("2026-01-06T14:30:00.000Z")], []);
    const callsAt = async (milliseconds: number) => {
      vi.setSystemTime(now.getTime() + milliseconds);
      await ask({ resolution: "1" });
      return tiingo.calls.length;
    };

    const calls = [await callsAt(0), await callsAt(5 * minute - 1), await callsAt(5 * minute)];

    expect(calls).toEqual([1, 1, 2]);
  });

  it("are not in the table where they are too large for a row", async () => {
    const { symbol, ask } = await follower();
    const at = (index: number) => new Date(Date.UTC(2026, 0, 5) + index * 1000).toISOString();
    answers(
      Array.from({ length: 4500 }, (_, index) => intradayEntry(at(index))),
      [],
    );

    const both = [await ask({ resolution: "1" }), await ask({ resolution: "1" })];

    expect(both.map(({ body }) => body.count)).toEqual([4500, 4500]);
    expect(tiingo.calls).toHaveLength(1);
    expect(tables.rows("ohlc-cache").filter(({ PK }) => PK === `${symbol}#tiingo`)).toEqual([]);
  });

  it("spare the calls of a person, who has 60 an hour", async () => {
    const { ask } = await follower();
    answers([], [dailyEntry("2025-02-03")]);
    const day = (index: number) => new Date(Date.UTC(2025, 1, 3 + index)).toISOString().slice(0, 10);
    for (let index = 0; index < 60; index++) await ask({ end_date: day(index) });

    const refused = await ask({ end_date: day(60) });
    const kept = await ask({ end_date: day(59) });

    expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMIT_EXCEEDED" } });
    expect(kept.status).toBe(200);
    expect(tiingo.calls).toHaveLength(60);
  });
});

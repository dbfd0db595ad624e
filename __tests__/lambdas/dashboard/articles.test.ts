import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { sentimentLabels } from "../../../lambdas/shared/sentiment/items.ts";
import { newToken, now, send, tables } from "./dashboard.ts";
import type { TestAnswer } from "./requests.ts";
import { articleRow } from "./rows.ts";

const path = "/api/v2/articles";

/** Follows the cursor from the first page to the last. */
async function allPages(
  query: Readonly<Record<string, string>>,
  token: string,
): Promise<readonly TestAnswer["body"][]> {
  const pages: TestAnswer["body"][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const answer: TestAnswer = await send({ path, token, query: { ...query, ...(cursor === "" ? {} : { cursor }) } });
    pages.push(answer.body);
    cursor = answer.body.next_cursor;
  }
  return pages;
}

const anyArticle = fc.record({
  minute: fc.nat(30),
  sentiment: fc.constantFrom(...sentimentLabels),
  tickers: fc.subarray(["AAPL", "MSFT", "TSLA"]),
});

describe("articles", () => {
  it("pages put together are the whole list: newest first, nothing twice, nothing left out", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyArticle, { maxLength: 25 }),
        fc.integer({ min: 1, max: 7 }),
        fc.subarray(["AAPL", "MSFT"]),
        fc.option(fc.constantFrom(...sentimentLabels), { nil: undefined }),
        fc.integer({ min: 1, max: 30 }),
        async (articles, limit, tickers, sentiment, rowsPerRead) => {
          tables.reset();
          const token = await newToken();
          tables.limitPages(rowsPerRead);
          const rows = articles.map((each, index) =>
            articleRow(
              String(index).padStart(3, "0"),
              new Date(Date.UTC(2026, 0, 5, 12, each.minute)).toISOString(),
              each.sentiment,
              each.tickers,
            ),
          );
          tables.put("items", ...rows);

          const pages = await allPages(
            {
              limit: String(limit),
              ...(tickers.length === 0 ? {} : { tickers: tickers.join(",") }),
              ...(sentiment === undefined ? {} : { sentiment }),
            },
            token,
          );

          const expected = rows
            .filter((row) => sentiment === undefined || row.sentiment === sentiment)
            .filter((row) => tickers.length === 0 || tickers.some((ticker) => row.matched_tickers.includes(ticker)))
            .sort((one, other) => (other.timestamp + other.source_id < one.timestamp + one.source_id ? -1 : 1));
          const found = pages.flatMap(({ articles: page }) => page);
          expect(found.map(({ source_id }: { source_id: string }) => source_id)).toEqual(
            expected.map(({ source_id }) => source_id),
          );
          expect(pages.every((page) => page.articles.length <= limit)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("a full page says exactly whether there is another", async () => {
    const token = await newToken();
    tables.put("items", articleRow("1", "2026-01-05T12:00:00.000Z", "neutral", []));
    tables.put("items", articleRow("2", "2026-01-05T12:01:00.000Z", "neutral", []));

    const [two, one] = await Promise.all([
      send({ path, token, query: { limit: "2" } }),
      send({ path, token, query: { limit: "1" } }),
    ]);

    expect(two?.body).toMatchObject({ has_more: false, next_cursor: null });
    expect(one?.body).toMatchObject({ has_more: true, next_cursor: expect.any(String) });
  });

  it("D13: a rare ticker is looked for in a bounded number of reads, and the page goes on from there", async () => {
    const token = await newToken();
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();
    const others = Array.from({ length: 3500 }, (_, index) =>
      articleRow(`o${index}`, at(index + 1), "neutral", ["MSFT"]),
    );
    tables.put("items", articleRow("rare", at(0), "neutral", ["RARE"]), ...others);

    const first = await send({ path, token, query: { tickers: "RARE" } });
    const reads = tables.mock.commandCalls(QueryCommand).length;
    const second = await send({ path, token, query: { tickers: "RARE", cursor: first.body.next_cursor } });

    expect(first.body).toMatchObject({ articles: [], has_more: true });
    expect(reads).toBe(6);
    expect(second.body).toMatchObject({ articles: [{ source_id: "dedup:rare" }], has_more: false });
  });

  it("tell what an article says and nothing of how it is stored", async () => {
    const token = await newToken();
    tables.put("items", articleRow("1", "2026-01-05T12:00:00.000Z", "positive", ["AAPL"]));

    const answer = await send({ path, token });

    expect(answer.body.articles).toEqual([
      {
        source_id: "dedup:1",
        timestamp: "2026-01-05T12:00:00.000Z",
        headline: "Headline 1",
        source_url: "https://news.example/1",
        text_snippet: "snippet",
        sources: ["tiingo"],
        matched_tickers: ["AAPL"],
        sentiment: "positive",
        score: 0.9,
        polarity: 0.5,
        model_version: "v1.0.0",
        analyzed_at: "2026-01-05T12:00:00.000Z",
      },
    ]);
  });
});

describe("metrics", () => {
  it("count all pages by label and ticker within the asked hours, and rates by fixed hours", async () => {
    const token = await newToken();
    tables.limitPages(2);
    const pending = { ...articleRow("p", "2026-01-07T13:59:00.000Z", "neutral", ["AAPL"]), status: "pending" };
    const { sentiment: _, ...unscored } = pending;
    tables.put(
      "items",
      unscored,
      articleRow("1", "2026-01-07T13:30:00.000Z", "positive", ["AAPL", "MSFT"]),
      articleRow("2", "2026-01-07T13:00:00.000Z", "positive", ["AAPL"]),
      articleRow("3", "2026-01-07T12:00:00.000Z", "positive", []),
      articleRow("4", "2026-01-07T11:00:00.000Z", "negative", ["MSFT"]),
      articleRow("5", "2026-01-06T14:00:00.000Z", "neutral", ["TSLA"]),
      articleRow("6", "2026-01-06T13:59:59.999Z", "neutral", ["TSLA"]),
    );

    const answer = await send({ path: "/api/v2/metrics", token, query: { hours: "2" } });

    expect(answer.body).toMatchObject({
      total: 3,
      positive: 3,
      neutral: 0,
      negative: 0,
      by_ticker: { AAPL: 2, MSFT: 1 },
      rate_last_hour: 3,
      rate_last_24h: 6,
      is_complete: true,
    });
  });

  it("say that they are not complete where there is more to count than a request may read", async () => {
    const token = await newToken();
    tables.limitPages(2);
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 7, 10) + minute * 60_000).toISOString();
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => articleRow(`${index}`, at(index), "neutral", []));
    const ask = (hours: string) => send({ path: "/api/v2/metrics", token, query: { hours } });
    tables.put("items", ...rows(50));

    const all = await ask("10");
    tables.put("items", articleRow("older", at(-1), "neutral", ["OLD"]));
    const most = await ask("11");

    expect(all.body).toMatchObject({ total: 50, is_complete: true });
    expect(most.body).toMatchObject({ total: 50, is_complete: false });
    expect(most.body.by_ticker).toEqual({});
  });

  it("show the 20 newest scored articles", async () => {
    const token = await newToken();
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 7, 12, minute)).toISOString();
    tables.put("items", ...Array.from({ length: 21 }, (_, index) => articleRow(`${index}`, at(index), "neutral", [])));

    const { body } = await send({ path: "/api/v2/metrics", token });

    expect(body.recent_items).toHaveLength(20);
    expect(body.recent_items[0]).toMatchObject({ source_id: "dedup:20" });
  });

  it("are counted once in five minutes for the same hours", async () => {
    const token = await newToken();
    const reads = async (hours: string, at: number) => {
      vi.setSystemTime(now.getTime() + at);
      tables.mock.resetHistory();
      await send({ path: "/api/v2/metrics", token, query: { hours } });
      return tables.mock.commandCalls(QueryCommand).length;
    };

    const counts = [await reads("7", 0), await reads("7", 299_999), await reads("8", 0), await reads("7", 300_000)];

    expect(counts).toEqual([5, 0, 5, 5]);
  });

  it("are counted again after a failure", async () => {
    const ask = async () => send({ path: "/api/v2/metrics", token: await newToken(), query: { hours: "9" } });
    tables.mock.on(QueryCommand).rejects(Object.assign(new Error("slow"), { name: "ThrottlingException" }));

    const failed = await ask();
    tables.reset();
    const answered = await ask();

    expect([failed.status, answered.status]).toEqual([503, 200]);
  });
});

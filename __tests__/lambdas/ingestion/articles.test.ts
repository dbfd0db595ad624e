import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ingestion as contract } from "../../../lambdas/ingestion/contract.ts";
import { stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { finnhubEntry, tiingoEntry } from "./news-server.ts";

stubLambdaEnvironment(contract);
const { readTiingoArticle } = await import("../../../lambdas/ingestion/tiingo.ts");
const { readFinnhubArticle } = await import("../../../lambdas/ingestion/finnhub.ts");

const canonicalTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

it("reads an article of Tiingo", () => {
  const entry = tiingoEntry({ id: 7, title: "Up", tickers: ["msft", "aapl", "AAPL", "brk-b"] });

  const article = readTiingoArticle(entry);

  expect(article).toEqual({
    source: "tiingo",
    id: "7",
    headline: "Up",
    description: "What happened.",
    url: entry.url,
    publisher: "example.com",
    publishedAt: "2026-01-05T10:30:00.123Z",
    tickers: ["AAPL", "MSFT"],
  });
});

it("reads an article of Finnhub", () => {
  const entry = finnhubEntry({ id: 8, headline: "Down", related: "AAPL" });

  const article = readFinnhubArticle("MSFT", entry);

  expect(article).toEqual({
    source: "finnhub",
    id: "8",
    headline: "Down",
    description: "What happened.",
    url: entry.url,
    publisher: "Example",
    publishedAt: "2026-01-05T10:30:42.000Z",
    tickers: ["MSFT"],
  });
});

it.each([
  ["2026-01-05T10:30:00Z", "2026-01-05T10:30:00.000Z"],
  ["2026-01-05T10:30:00+00:00", "2026-01-05T10:30:00.000Z"],
  ["2026-01-05T05:30:00-05:00", "2026-01-05T10:30:00.000Z"],
  ["2026-01-05T10:30:00", "2026-01-05T10:30:00.000Z"],
  ["2026-01-05T10:30:00.987654Z", "2026-01-05T10:30:00.987Z"],
])("D1: Tiingo's time %s is %s", (publishedDate, expected) => {
  const article = readTiingoArticle(tiingoEntry({ publishedDate }));

  expect(article?.publishedAt).toBe(expected);
});

it("D1: a time without a zone is read as UTC wherever the function runs", () => {
  const parse = vi.spyOn(Date, "parse");

  readTiingoArticle(tiingoEntry({ publishedDate: "2026-01-05T10:30:00" }));

  const read = parse.mock.calls;
  parse.mockRestore();
  expect(read).toEqual([["2026-01-05T10:30:00Z"]]);
});

it("D1: the same instant has the same text whichever source says it", () => {
  const property = fc.property(fc.integer({ min: 1, max: 4_102_444_800 }), (datetime) => {
    const text = new Date(datetime * 1000).toISOString();

    const fromTiingo = readTiingoArticle(tiingoEntry({ publishedDate: text.replace(".000Z", "+00:00") }));
    const fromFinnhub = readFinnhubArticle("AAPL", finnhubEntry({ datetime }));

    expect(fromTiingo?.publishedAt).toBe(text);
    expect(fromFinnhub?.publishedAt).toBe(text);
  });

  fc.assert(property);
});

describe("an article is unusable", () => {
  it.each<[string, unknown]>([
    ["when it is no object", "text"],
    ["when it is null", null],
    ["without identity", { ...tiingoEntry(), id: undefined }],
    ["without headline", { ...tiingoEntry(), title: null }],
    ["with a headline without letter or digit", tiingoEntry({ title: " -- " })],
    ["with a headline that would not fit into a row", tiingoEntry({ title: "x".repeat(3_000) })],
    ["without time", { ...tiingoEntry(), publishedDate: undefined }],
    ["with a time that is none", tiingoEntry({ publishedDate: "yesterday" })],
    ["with tickers that are no list", { ...tiingoEntry(), tickers: "aapl" }],
  ])("of Tiingo, %s", (_, entry) => {
    const article = readTiingoArticle(entry);

    expect(article).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ["with the time 0, which stands for none", finnhubEntry({ datetime: 0 })],
    ["with a time beyond the year 9999", finnhubEntry({ datetime: 253_402_300_800 })],
    ["with a time that is a text", { ...finnhubEntry(), datetime: "1767609042" }],
    ["without headline", finnhubEntry({ headline: "" })],
  ])("of Finnhub, %s", (_, entry) => {
    const article = readFinnhubArticle("AAPL", entry);

    expect(article).toBeUndefined();
  });
});

it("what a source leaves out is empty", () => {
  const entry = { id: "a1", title: "Up", publishedDate: "2026-01-05T10:30:00Z", url: null };

  const article = readTiingoArticle(entry);

  expect(article).toMatchObject({ id: "a1", description: "", url: "", tickers: [] });
  expect(article).not.toHaveProperty("publisher");
});

it("half a character, which no table takes, is replaced", () => {
  const article = readTiingoArticle(tiingoEntry({ title: "Up \ud83d", description: "\ude80 and \u{1f680}" }));

  expect(article?.headline).toBe("Up \ufffd");
  expect(article?.description).toBe("\ufffd and \u{1f680}");
});

it("reads any JSON without an error, and what it reads is canonical", () => {
  const anyField = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), fc.constant(undefined));
  const anyTiingo = fc.record({ id: anyField, title: anyField, publishedDate: anyField, tickers: anyField });
  const anyFinnhub = fc.record({ id: fc.nat(), headline: fc.string(), datetime: fc.oneof(fc.double(), anyField) });
  const property = fc.property(anyTiingo, anyFinnhub, (tiingo, finnhub) => {
    const articles = [
      readTiingoArticle({ ...tiingoEntry(), ...tiingo }),
      readTiingoArticle({ ...tiingoEntry(), title: tiingo.title }),
      readFinnhubArticle("AAPL", finnhub),
    ].filter((article) => article !== undefined);

    for (const article of articles) {
      expect(article.publishedAt).toMatch(canonicalTime);
      expect(article.headline).not.toMatch(/\p{Surrogate}/u);
    }
  });

  fc.assert(property);
});

import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { failureOf, ingestionFunction } from "./ingestion-function.ts";
import { conditionFailure } from "./items-table.ts";
import { finnhubEntry, tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans, { TIINGO_SYMBOLS_PER_MONTH: 5, FINNHUB_CALLS_PER_MINUTE: 4 });
const { news, tables, watch, now, pass, people, run, requestsTo, spansOf, emitted, survived } = ingestion;
const branch = "SentimentAnalyzer/Ingestion";
const users = { TableName: "test-sentiment-users" };
const tiingoKey = { PK: "QUOTA#tiingo" };
const month = () => new Date(Date.now()).toISOString().slice(0, 7);
const quotaOf = (source: string) => people().filter(({ PK }) => PK === `QUOTA#${source}`);
const symbolsOf = (source: string) => quotaOf(source).map(({ symbols }) => [...(symbols as Set<string>)].sort());
const used = (source: string) => emitted(branch, "QuotaUsed", { Source: source });
const throttled = () => Object.assign(new Error("slow down"), { name: "ThrottlingException" });
const updates = (source: string) =>
  tables.commandCalls(UpdateCommand, users).filter(({ args }) => args[0].input.Key?.PK === `QUOTA#${source}`);

/** Tickers that a source was asked for since the last time, in their order. */
function askedOf(source: "tiingo" | "finnhub"): readonly string[] {
  const path = source === "tiingo" ? "/tiingo/news" : "/api/v1/company-news";
  const seen = requestsTo(path).flatMap(({ query }) => query.tickers?.split(",") ?? query.symbol ?? []);
  const others = news.requests.filter((request) => request.path !== path);
  news.requests.splice(0, news.requests.length, ...others);
  return seen;
}

it("D4: quotas stand in the users table under its keys, each period in a row of its own that expires (D31)", async () => {
  watch("A", "B");

  await run();

  const seconds = Math.floor(now.getTime() / 1000);
  expect([...quotaOf("tiingo"), ...quotaOf("finnhub")]).toEqual([
    {
      ...tiingoKey,
      SK: month(),
      entity_type: "SOURCE_QUOTA",
      count: 2,
      symbols: new Set(["A", "B"]),
      ttl_timestamp: seconds + 90 * 86_400,
    },
    {
      PK: "QUOTA#finnhub",
      SK: now.toISOString().slice(0, 16),
      entity_type: "SOURCE_QUOTA",
      count: 2,
      ttl_timestamp: seconds + 86_400,
    },
  ]);
  expect(used("tiingo")).toEqual([40]);
  expect(used("finnhub")).toEqual([50]);
});

it("what is asked for is counted before the first call is made", async () => {
  const counted: unknown[] = [];
  news.tiingo = () => {
    counted.push(quotaOf("tiingo")[0]?.count);
    return [];
  };
  news.finnhub = () => {
    counted.push(quotaOf("finnhub")[0]?.count);
    return [];
  };

  await run();

  expect(counted).toEqual([1, 1]);
});

it("Tiingo: asking again for a known symbol costs nothing and writes nothing", async () => {
  watch("A", "B");
  await run();
  pass(300_000);

  await run();

  expect(quotaOf("tiingo")).toMatchObject([{ count: 2 }]);
  expect(updates("tiingo")).toHaveLength(1);
  expect(used("tiingo")).toEqual([40, 40]);
});

it("requests for quotas do not grow with the tickers: one read and one write for Tiingo, one write for Finnhub", async () => {
  watch("A", "B", "C", "D", "E", "F", "G", "H");

  await run();

  const reads = tables.commandCalls(GetCommand, users).map(({ args }) => args[0].input.Key?.PK);
  expect(reads.filter((key) => String(key).startsWith("QUOTA#"))).toEqual(["QUOTA#tiingo"]);
  expect([updates("tiingo"), updates("finnhub")].map(({ length }) => length)).toEqual([1, 1]);
});

it("Tiingo: symbols beyond the month's limit are not asked for, loudly, and those within it are", async () => {
  watch("A", "B", "C", "D", "E", "F", "G");
  news.tiingo = () => [tiingoEntry()];

  const summary = await run();

  expect(askedOf("tiingo")).toEqual(["A", "B", "C", "D", "E"]);
  expect(summary).toMatchObject({ new_items: 1, source_errors: 2 });
  expect(spansOf("fetch_tiingo_articles")).toMatchObject([
    { error: "QuotaExceededError", annotations: { call_count: 1, error_count: 1 } },
  ]);
  expect(spansOf("parallel_fetch_aggregate")).toMatchObject([
    { error: "QuotaExceededError", annotations: { error_count: 2, failed_sources: "tiingo,finnhub" } },
  ]);
  expect(survived()).toEqual(["parallel_fetcher_aggregate"]);
  expect(used("tiingo")).toEqual([100]);
  expect(emitted(branch, "TiingoApiErrors")).toEqual([0]);
});

it("Tiingo: a new ticker finds no room in a full month, and its known ones are asked for as before", async () => {
  watch("B", "C", "D", "E", "F");
  await run();
  askedOf("tiingo");
  watch("A", "B", "C", "D", "E", "F");
  pass(300_000);

  await run();

  expect(askedOf("tiingo")).toEqual(["B", "C", "D", "E", "F"]);
  expect(symbolsOf("tiingo")).toEqual([["B", "C", "D", "E", "F"]]);
});

it("Tiingo: with the next month (UTC) come those who were left out", async () => {
  vi.setSystemTime("2026-03-31T23:55:00.000Z");
  watch("A", "B", "C", "D", "E", "F", "G");
  await run();
  askedOf("tiingo");
  vi.setSystemTime("2026-04-01T00:00:00.000Z");

  await run();

  expect(askedOf("tiingo")).toEqual(["F", "G", "A", "B", "C"]);
  expect(quotaOf("tiingo").map(({ SK }) => SK)).toEqual(["2026-03", "2026-04"]);
});

it("Finnhub: calls beyond the minute's limit are not made, and the next run begins with them", async () => {
  watch("A", "B", "C", "D", "E", "F");
  await run();
  const first = askedOf("finnhub");
  pass(300_000);

  await run();

  expect([first, askedOf("finnhub")]).toEqual([
    ["A", "B", "C", "D"],
    ["E", "F", "A", "B"],
  ]);
  expect(used("finnhub")).toEqual([100, 100]);
  expect(spansOf("fetch_finnhub_articles")[0]).toMatchObject({
    error: "QuotaExceededError",
    annotations: { call_count: 4, error_count: 1 },
  });
});

it("Finnhub: a second run in the same minute gets what the first one left", async () => {
  watch("A", "B", "C");
  await run();
  askedOf("finnhub");

  await run();

  expect(askedOf("finnhub")).toEqual(["A"]);
  expect(used("finnhub")).toEqual([75, 100]);
});

it("a source whose quota is used up is not asked, and that is no failed run of it", async () => {
  watch("A", "B", "C", "D");
  await run();
  askedOf("finnhub");

  await run();

  expect(askedOf("finnhub")).toEqual([]);
  expect(spansOf("fetch_finnhub_articles")[1]).toMatchObject({
    error: "QuotaExceededError",
    annotations: { call_count: 0, error_count: 1 },
  });
  expect(emitted(branch, "ConsecutiveFailedRuns", { Source: "finnhub" })).toEqual([0, 0]);
});

it("Tiingo: a month that somebody else counts in meanwhile is read again, so that no symbol is beyond the limit", async () => {
  watch("A", "B", "C");
  const others = { ...tiingoKey, SK: month(), count: 3, symbols: new Set(["X", "Y", "Z"]) };
  tables
    .on(GetCommand, { ...users, Key: { ...tiingoKey, SK: month() } })
    .callsFakeOnce(() => {
      people().push(others);
      return {};
    })
    .callsFake(() => ({ Item: quotaOf("tiingo")[0] }));

  await run();

  expect(askedOf("tiingo")).toEqual(["A", "B"]);
  expect(symbolsOf("tiingo")).toEqual([["A", "B", "X", "Y", "Z"]]);
  expect(updates("tiingo")).toHaveLength(2);
});

it.each([
  [
    "cannot be read",
    () => tables.on(GetCommand, { ...users, Key: { ...tiingoKey, SK: month() } }).rejects(throttled()),
  ],
  [
    "cannot be written",
    () => tables.on(UpdateCommand, { ...users, Key: { ...tiingoKey, SK: month() } }).rejects(throttled()),
  ],
])("a quota that %s stops its own source, loudly", async (_, fail) => {
  fail();
  news.finnhub = () => [finnhubEntry()];

  const summary = await run();

  expect(askedOf("tiingo")).toEqual([]);
  expect(summary).toMatchObject({ new_items: 1, source_errors: 1 });
  expect(spansOf("parallel_fetch_aggregate")).toMatchObject([
    { error: "ThrottlingException", annotations: { failed_sources: "tiingo" } },
  ]);
  expect(survived()).toEqual(["parallel_fetcher_aggregate"]);
  expect(emitted(branch, "ConsecutiveFailedRuns", { Source: "tiingo" })).toEqual([1]);
});

it("a quota that is counted in again and again stops its source after two attempts", async () => {
  tables.on(UpdateCommand, { ...users, Key: { ...tiingoKey, SK: month() } }).rejects(conditionFailure());

  await run();

  expect(updates("tiingo")).toHaveLength(2);
  expect(askedOf("tiingo")).toEqual([]);
  expect(spansOf("fetch_tiingo_articles")).toMatchObject([{ error: "ConditionalCheckFailedException" }]);
});

it("a Finnhub quota that cannot be counted stops Finnhub, loudly", async () => {
  tables.on(UpdateCommand, users).rejects(throttled());

  const failure = await failureOf(run());

  expect(news.requests).toEqual([]);
  expect(failure).toMatchObject({
    name: "AllSourcesFailedError",
    message: "No source answered: tiingo ThrottlingException, finnhub ThrottlingException",
  });
});

import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { failureOf, ingestionFunction, runId } from "./ingestion-function.ts";
import { conditionFailure } from "./items-table.ts";
import { finnhubEntry, tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { news, tables, watch, now, pass, people, run, requestsTo, spansOf, emitted, survived } = ingestion;
const { guardSource } = await import("../../../lambdas/ingestion/guarded-source.ts");
const branch = "SentimentAnalyzer/Ingestion";
const users = { TableName: "test-sentiment-users" };
const tickers = ["A", "B", "C", "D", "E", "F", "G"];
const finnhubCalls = () => requestsTo("/api/v1/company-news").map(({ query }) => query.symbol);
const breakerOf = (source: string) => people().find(({ PK }) => PK === `CIRCUIT#${source}`);
const puts = (state: string) =>
  tables.commandCalls(PutCommand, users).filter(({ args }) => args[0].input.Item?.state === state);

/** Makes five calls to Finnhub fail, so that its breaker opens. */
async function tripFinnhub(): Promise<void> {
  watch(...tickers);
  news.finnhub = () => ({ status: 500 });
  await run();
  news.requests.length = 0;
}

const throttled = () => Object.assign(new Error("slow down"), { name: "ThrottlingException" });

it("D4: the breaker stands in the users table under its keys, and expires there (D31)", async () => {
  await run();

  expect(breakerOf("tiingo")).toEqual({
    PK: "CIRCUIT#tiingo",
    SK: "STATE",
    entity_type: "CIRCUIT_BREAKER",
    state: "closed",
    since: now.toISOString(),
    failed_at: [],
    failed_runs: [],
    last_ticker: "AAPL",
    revision: expect.stringMatching(/^[0-9a-f-]{36}$/),
    updated_at: now.toISOString(),
    ttl_timestamp: Math.floor(now.getTime() / 1000) + 30 * 86_400,
  });
  expect(tables.commandCalls(GetCommand, users)[0]?.args[0].input).toMatchObject({
    Key: { PK: "CIRCUIT#tiingo", SK: "STATE" },
    ConsistentRead: true,
  });
});

it("five failed calls in a row cut a source off, the other is called as before", async () => {
  watch(...tickers);
  news.tiingo = () => [tiingoEntry()];
  news.finnhub = () => ({ status: 500 });

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 1, source_errors: 6 });
  expect(finnhubCalls()).toEqual(["A", "B", "C", "D", "E"]);
  expect(breakerOf("finnhub")).toMatchObject({ state: "open", since: now.toISOString() });
  expect(emitted(branch, "CircuitBreakerOpen", { Source: "finnhub" })).toEqual([1]);
  expect(emitted(branch, "CircuitBreakerOpen", { Source: "tiingo" })).toEqual([0]);
});

it("D4: a later run, in another process, finds the source cut off", async () => {
  await tripFinnhub();
  pass(59_999);
  vi.resetModules();
  const other = await import("../../../lambdas/ingestion/provider.ts");

  const fetched = await other.fetchSource(
    { source: "finnhub", readKey: async () => "key", admit: async (all) => all, callsFor: () => [callTo("A")] },
    { runId: runId(2), tickers: ["A"] },
    () => 30_000,
  );

  expect(fetched).toMatchObject({ calls: 0, errors: [{ name: "CircuitOpenError" }] });
  expect(finnhubCalls()).toEqual([]);
});

function callTo(symbol: string) {
  return {
    lastTicker: symbol,
    url: new URL(`${news.origin}/api/v1/company-news?symbol=${symbol}`),
    headers: {},
    readArticle: () => undefined,
  };
}

it("D5: after 60 s one probe goes out; while the source still fails nothing follows it", async () => {
  await tripFinnhub();
  pass(60_000);

  await run();

  expect(finnhubCalls()).toEqual(["F"]);
  expect(breakerOf("finnhub")).toMatchObject({ state: "open", since: new Date(Date.now()).toISOString() });
  expect(spansOf("fetch_finnhub_articles").at(-1)).toMatchObject({
    annotations: { call_count: 1, error_count: 2 },
    error: "HttpStatusError",
  });
});

it("D5: a probe that succeeds closes the breaker, and all other calls follow in the same run", async () => {
  await tripFinnhub();
  pass(60_000);
  news.finnhub = () => [finnhubEntry()];

  await run();

  expect(finnhubCalls()).toEqual(["F", "G", "A", "B", "C", "D", "E"]);
  expect(breakerOf("finnhub")).toMatchObject({ state: "closed", failed_at: [] });
  expect(emitted(branch, "CircuitBreakerOpen", { Source: "finnhub" })).toEqual([1, 0]);
});

it("D5: of many that want to probe at the same time, one does", async () => {
  await tripFinnhub();
  pass(60_000);
  const guards = await Promise.all(Array.from({ length: 8 }, () => guardSource("finnhub", Date.now)));

  const permitted = await Promise.all(guards.map((guard) => guard.mayCall()));

  expect(permitted.filter((may) => may)).toHaveLength(1);
  expect(breakerOf("finnhub")).toMatchObject({ state: "half_open" });
  expect(survived()).not.toContain("circuit_breaker_save");
});

it("D5: a probe whose caller died is another's after 60 s", async () => {
  await tripFinnhub();
  const start = Date.now() + 60_000;
  const dead = await guardSource("finnhub", () => start);
  await dead.mayCall();

  const [early, late] = await Promise.all([59_999, 60_000].map((later) => guardSource("finnhub", () => start + later)));

  expect(await early?.mayCall()).toBe(false);
  expect(await late?.mayCall()).toBe(true);
});

it("a ticker that the source refuses does not count against the source", async () => {
  watch(...tickers);
  news.finnhub = () => ({ status: 403 });

  await failureOf(run());

  expect(finnhubCalls()).toEqual(tickers);
  expect(breakerOf("finnhub")).toMatchObject({ state: "closed", failed_at: [] });
});

it.each([
  ["a refused key", { status: 401 }],
  ["too many calls", { status: 429 }],
  ["garbage", { text: "<html>" }],
])("%s counts against the source", async (_, answer) => {
  news.finnhub = () => answer;

  await run();

  expect(breakerOf("finnhub")).toMatchObject({ state: "closed", failed_at: [new Date(Date.now()).toISOString()] });
});

it("circuit_breaker_load: a breaker that cannot be read is recorded and counts as closed, the run goes on", async () => {
  await tripFinnhub();
  tables.on(GetCommand, users).callsFake(({ Key }) => {
    if (Key.SK === "STATE") throw throttled();
    return { Item: people().find(({ PK }) => PK === Key.PK) };
  });
  news.finnhub = () => [finnhubEntry()];

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 7, source_errors: 0 });
  expect(spansOf("circuit_breaker_load").slice(-2)).toEqual(
    ["tiingo", "finnhub"].map((source) => ({
      name: "circuit_breaker_load",
      error: "ThrottlingException",
      annotations: { source, failure_path: "circuit_breaker_load", error_type: "ThrottlingException" },
    })),
  );
  expect(survived().filter((path) => path === "circuit_breaker_load")).toHaveLength(2);
  expect(breakerOf("finnhub")).toMatchObject({ state: "closed" });
});

it("circuit_breaker_load: a row that is no breaker counts as closed and is replaced", async () => {
  people().push({ PK: "CIRCUIT#tiingo", SK: "STATE", state: "ajar" });

  await run();

  expect(survived()).toEqual(["circuit_breaker_load"]);
  expect(breakerOf("tiingo")).toMatchObject({ state: "closed", failed_at: [] });
});

it("circuit_breaker_save: a breaker that cannot be written is recorded, the run goes on", async () => {
  tables.on(PutCommand, users).rejects(throttled());
  news.finnhub = () => [finnhubEntry()];

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 1, source_errors: 0 });
  expect(spansOf("circuit_breaker_save")).toContainEqual({
    name: "circuit_breaker_save",
    error: "ThrottlingException",
    annotations: {
      source: "finnhub",
      state: "closed",
      failure_path: "circuit_breaker_save",
      error_type: "ThrottlingException",
    },
  });
  expect(survived().filter((path) => path === "circuit_breaker_save")).toHaveLength(2);
});

it("circuit_breaker_save: a probe that cannot be claimed is recorded and not made", async () => {
  await tripFinnhub();
  pass(60_000);
  tables.on(PutCommand, users).rejects(throttled());

  await run();

  expect(finnhubCalls()).toEqual([]);
  expect(puts("half_open")).toHaveLength(1);
  expect(survived()).toContain("circuit_breaker_save");
});

it("circuit_breaker_save: what another run wrote meanwhile is not overwritten, and that is recorded", async () => {
  tables.on(PutCommand, users).rejects(conditionFailure());

  await run();

  expect(puts("closed").map(({ args }) => args[0].input.ConditionExpression)).toEqual([
    "attribute_not_exists(#PK)",
    "attribute_not_exists(#PK)",
  ]);
  expect(survived().filter((path) => path === "circuit_breaker_save")).toHaveLength(2);
});

it("breakers without a failure: their spans are there, and no metric of a survived failure", async () => {
  await run();

  expect(spansOf("circuit_breaker_load").map(({ annotations }) => annotations)).toEqual([
    { source: "tiingo", state: "closed" },
    { source: "finnhub", state: "closed" },
  ]);
  expect(spansOf("circuit_breaker_save")).toHaveLength(2);
  expect(survived()).toEqual([]);
});

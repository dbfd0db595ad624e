import { expect, it, vi } from "vitest";
import { failureOf, ingestionFunction, runId } from "./ingestion-function.ts";
import { finnhubEntry, tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { news, watch, pass, people, run, retry, requestsTo, spansOf, emitted, survived } = ingestion;
const branch = "SentimentAnalyzer/Ingestion";
const fiveMinutes = 300_000;
const stateOf = (source: string) => people().find(({ PK }) => PK === `CIRCUIT#${source}`);
const failedRuns = (source: string) => emitted(branch, "ConsecutiveFailedRuns", { Source: source });
const later = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
const refused = (status: number, retryAfter?: string) => () => ({
  status,
  headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
});

/** Tickers that Finnhub was asked for since the last time. */
function asked(): readonly (string | undefined)[] {
  const symbols = requestsTo("/api/v1/company-news").map(({ query }) => query.symbol);
  news.requests.length = 0;
  return symbols;
}

it.each<[string, number, string | undefined, number]>([
  ["429 with seconds", 429, "600", 600_000],
  ["429 with nothing", 429, undefined, 60_000],
  ["429 with nonsense", 429, "tomorrow", 60_000],
  ["429 with an absurd number", 429, "99999999999999999999", 86_400_000],
  ["503 with seconds", 503, "600", 600_000],
])("Retry-After: after %s no call is made before then, in this run or a later one", async (_, status, value, wait) => {
  watch("A", "B");
  news.finnhub = refused(status, value);
  await run();
  const first = asked();
  const until = later(wait);
  news.finnhub = () => [finnhubEntry()];
  pass(wait - 1);
  await run();
  const before = asked();
  pass(1);

  await run();

  expect([first, before, asked()]).toEqual([["A"], [], ["B", "A"]]);
  expect(spansOf("fetch_finnhub_articles")[1]).toMatchObject({
    error: "RetryAfterError",
    annotations: { call_count: 0, error_count: 1 },
  });
  expect(stateOf("finnhub")).toMatchObject({ not_before: until });
});

it("Retry-After: an HTTP date counts as well", async () => {
  news.finnhub = refused(429, new Date(Date.now() + 600_000).toUTCString());

  await run();

  expect(stateOf("finnhub")).toMatchObject({ not_before: later(600_000) });
});

it("503 without Retry-After does not stop the other calls", async () => {
  watch("A", "B");
  news.finnhub = refused(503);

  await run();

  expect(asked()).toEqual(["A", "B"]);
  expect(stateOf("finnhub")).not.toHaveProperty("not_before");
});

it("Retry-After of one source does not hold back the other", async () => {
  news.finnhub = refused(429, "600");
  await run();
  news.tiingo = () => [tiingoEntry()];
  pass(fiveMinutes);

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 1, source_errors: 1 });
});

it("a source that is held back takes nothing of its quota", async () => {
  news.finnhub = refused(429, "600");
  await run();
  pass(fiveMinutes);

  await run();

  expect(people().filter(({ PK }) => PK === "QUOTA#finnhub")).toHaveLength(1);
});

it("D7: ConsecutiveFailedRuns counts the runs in a row in which a source delivered nothing, across runs", async () => {
  news.finnhub = refused(500);
  await run();
  pass(fiveMinutes);
  await run();
  pass(fiveMinutes);

  await run();

  expect(failedRuns("finnhub")).toEqual([1, 2, 3]);
  expect(failedRuns("tiingo")).toEqual([0, 0, 0]);
  expect(stateOf("finnhub")?.failed_runs).toEqual([
    { run_id: runId(1), at: later(-2 * fiveMinutes) },
    { run_id: runId(2), at: later(-fiveMinutes) },
    { run_id: runId(3), at: later(0) },
  ]);
});

it("D7: a source that asks to be left alone delivers nothing, and that counts", async () => {
  news.finnhub = refused(429, "3600");
  await run();
  pass(fiveMinutes);
  await run();
  pass(fiveMinutes);

  await run();

  expect(failedRuns("finnhub")).toEqual([1, 2, 3]);
});

it("D7: one answer of a source ends the count, also where its other calls fail", async () => {
  watch("A", "B");
  news.finnhub = refused(500);
  await run();
  pass(fiveMinutes);
  news.finnhub = ({ symbol }) => (symbol === "A" ? { status: 500 } : []);

  await run();

  expect(failedRuns("finnhub")).toEqual([1, 0]);
});

it("D7: further attempts of the platform at a run count once", async () => {
  news.tiingo = refused(500);
  news.finnhub = refused(500);
  await failureOf(run());
  pass(60_000);

  await failureOf(retry());

  expect(failedRuns("tiingo")).toEqual([1, 1]);
});

it("D7: a run without time for a call says nothing about its sources", async () => {
  await failureOf(run(20_000));

  expect(failedRuns("tiingo")).toEqual([0]);
});

it("tickers that a run does not get to come first in the next one", async () => {
  watch("A", "B", "C", "D");
  news.finnhub = ({ symbol }) => (symbol === "B" ? { status: 429, headers: { "retry-after": "0" } } : []);
  await run();
  const first = asked();
  pass(fiveMinutes);
  news.finnhub = () => [];

  await run();

  expect([first, asked()]).toEqual([
    ["A", "B"],
    ["C", "D", "A", "B"],
  ]);
});

it("a row that knows a breaker alone is read, not recorded as a failure", async () => {
  people().push({
    PK: "CIRCUIT#finnhub",
    SK: "STATE",
    state: "open",
    since: later(-1_000),
    failed_at: [later(-1_000)],
    revision: "earlier",
  });

  await run();

  expect(asked()).toEqual([]);
  expect(survived()).toEqual(["parallel_fetcher_aggregate"]);
  expect(stateOf("finnhub")).toMatchObject({ state: "open" });
});

import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { expect, it, vi } from "vitest";
import { failureOf, ingestionFunction } from "./ingestion-function.ts";
import { finnhubEntry, tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { news, secrets, watch, run, pass, survived, requestsTo, spansOf, emitted } = ingestion;
const { items: rows, stdout, now: today } = ingestion;
const root = "SentimentAnalyzer";
const branch = "SentimentAnalyzer/Ingestion";

it("asks both providers for seven days, with the keys in headers alone", async () => {
  await run();

  const [tiingo] = requestsTo("/tiingo/news");
  const [finnhub] = requestsTo("/api/v1/company-news");
  const to = today.toISOString().slice(0, 10);
  const from = new Date(today.getTime() - 7 * 86_400_000).toISOString().slice(0, 10);
  expect(tiingo?.query).toEqual({ tickers: "AAPL", startDate: from, endDate: to, limit: "50" });
  expect(tiingo?.headers.authorization).toBe("Token tiingo-key");
  expect(finnhub?.query).toEqual({ symbol: "AAPL", from, to });
  expect(finnhub?.headers["x-finnhub-token"]).toBe("finnhub-key");
});

it("D6: asks Tiingo for every ticker, ten a call, and Finnhub for each", async () => {
  const symbols = Array.from({ length: 23 }, (_, index) => `T${String.fromCharCode(65 + index)}`);
  watch(...symbols);

  await run();

  const asked = requestsTo("/tiingo/news").map(({ query }) => query.tickers?.split(",") ?? []);
  expect(asked.map(({ length }) => length)).toEqual([10, 10, 3]);
  expect(asked.flat()).toEqual(symbols);
  expect(requestsTo("/api/v1/company-news").map(({ query }) => query.symbol)).toEqual(symbols);
  expect(emitted(branch, "TiingoApiCalls")).toEqual([3]);
  expect(emitted(branch, "FinnhubApiCalls")).toEqual([23]);
});

it("a malformed article is skipped and counted, the others are taken", async () => {
  news.tiingo = () => [{ title: "No identity" }, tiingoEntry({ title: "Apple is fine" }), "text"];

  const summary = await run();

  expect(summary).toMatchObject({ articles_fetched: 1, articles_skipped: 2, new_items: 1, source_errors: 0 });
  expect(emitted(root, "ArticlesSkipped")).toEqual([2]);
  expect(spansOf("fetch_tiingo_articles")).toEqual([
    {
      name: "fetch_tiingo_articles",
      annotations: { call_count: 1, error_count: 0, article_count: 1, skipped_count: 2 },
    },
  ]);
});

it("of each answer the newest fifty articles are taken", async () => {
  const noon = Date.parse("2026-01-05T12:00:00Z") / 1000;
  news.finnhub = () =>
    Array.from({ length: 60 }, (_, index) =>
      finnhubEntry({ headline: `Minute ${index}`, datetime: noon + index * 60 }),
    );

  await run();

  expect(rows()).toHaveLength(50);
  expect(rows().map(({ headline }) => headline)).not.toContain("Minute 9");
  expect(rows().map(({ headline }) => headline)).toContain("Minute 10");
});

it.each<[string, Parameters<typeof Object.assign>[1], string]>([
  ["a status", { status: 500 }, "HttpStatusError"],
  ["a text that is not JSON", { text: "<html>" }, "DocumentError"],
  ["JSON that is not a list", { text: '{"detail":"Not found."}' }, "DocumentError"],
])(
  "parallel_fetcher_aggregate: %s from one source is recorded in the second run, the other source's news are stored",
  async (_, answer, error) => {
    news.tiingo = () => answer;
    news.finnhub = () => [finnhubEntry()];

    const summary = await run();
    const afterOne = survived();
    pass(300_000);
    await run();

    expect(summary).toMatchObject({ new_items: 1, source_errors: 1 });
    expect(spansOf("fetch_tiingo_articles")[0]).toMatchObject({
      error,
      annotations: { call_count: 1, error_count: 1 },
    });
    expect(afterOne).toEqual([]);
    expect(spansOf("parallel_fetch_aggregate")).toEqual([
      { name: "parallel_fetch_aggregate", annotations: { error_count: 1, failed_sources: "tiingo" } },
      {
        name: "parallel_fetch_aggregate",
        error,
        annotations: {
          error_count: 1,
          failed_sources: "tiingo",
          failure_path: "parallel_fetcher_aggregate",
          error_type: error,
        },
      },
    ]);
    expect(stdout().metrics()).toContainEqual({
      namespace: "SentimentAnalyzer/Reliability",
      name: "SilentFailure/Count",
      unit: "Count",
      values: [1],
      dimensions: { FunctionName: "test-sentiment-ingestion", FailurePath: "parallel_fetcher_aggregate" },
    });
    expect(emitted(branch, "TiingoApiErrors")).toEqual([1, 1]);
    expect(emitted(branch, "FinnhubApiErrors")).toEqual([0, 0]);
  },
);

it("parallel_fetcher_aggregate: a call that failed between two that succeeded is not recorded, but counted", async () => {
  watch("AAPL", "MSFT", "TSLA");
  news.finnhub = ({ symbol }) => (symbol === "MSFT" ? { status: 500 } : [finnhubEntry()]);

  await run();
  pass(300_000);
  await run();

  expect(survived()).toEqual([]);
  expect(emitted(branch, "FinnhubApiErrors")).toEqual([1, 1]);
});

it("parallel_fetcher_aggregate: without a failure there is the span and no metric", async () => {
  await run();

  expect(spansOf("parallel_fetch_aggregate")).toEqual([
    { name: "parallel_fetch_aggregate", annotations: { error_count: 0, failed_sources: "" } },
  ]);
  expect(
    stdout()
      .metrics()
      .map(({ name }) => name),
  ).not.toContain("SilentFailure/Count");
});

it("a call that fails for one ticker does not stop the others", async () => {
  watch("AAPL", "MSFT", "TSLA");
  news.finnhub = ({ symbol }) => (symbol === "MSFT" ? { status: 403 } : [finnhubEntry()]);

  const summary = await run();

  expect(summary).toMatchObject({ articles_fetched: 2, source_errors: 1 });
  expect(emitted(branch, "FinnhubApiCalls")).toEqual([3]);
  expect(emitted(branch, "FinnhubApiErrors")).toEqual([1]);
});

it("APIRateLimitHit: after 429 no further call is made, what was fetched before is stored", async () => {
  watch("AAPL", "MSFT", "TSLA");
  news.finnhub = ({ symbol }) => (symbol === "MSFT" ? { status: 429 } : [finnhubEntry()]);

  const summary = await run();

  expect(summary).toMatchObject({ articles_fetched: 1, new_items: 1 });
  expect(requestsTo("/api/v1/company-news").map(({ query }) => query.symbol)).toEqual(["AAPL", "MSFT"]);
  expect(emitted(root, "APIRateLimitHit", { Source: "finnhub" })).toEqual([1]);
  expect(emitted(root, "APIRateLimitHit", { Source: "tiingo" })).toEqual([]);
});

it("a secret that cannot be read stops its own source alone", async () => {
  secrets.on(GetSecretValueCommand).callsFake(({ SecretId }) => ({
    SecretString: SecretId.includes("tiingo") ? "{}" : JSON.stringify({ api_key: "finnhub-key" }),
  }));
  news.finnhub = () => [finnhubEntry()];

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 1, source_errors: 1 });
  expect(spansOf("fetch_tiingo_articles")[0]?.error).toBe("SecretError");
  expect(requestsTo("/tiingo/news")).toEqual([]);
});

it("D9: fails when no source answers, and reports no number of new items", async () => {
  news.tiingo = () => ({ status: 503 });
  news.finnhub = () => ({ status: 401 });

  const failure = await failureOf(run());

  expect(failure).toMatchObject({
    name: "AllSourcesFailedError",
    message: "No source answered: tiingo HttpStatusError, finnhub HttpStatusError",
  });
  expect(emitted(root, "NewItemsIngested")).toEqual([]);
  expect(emitted(branch, "TiingoApiErrors")).toEqual([1]);
  expect(emitted(branch, "IngestionDurationMs")).toHaveLength(1);
});

it("a provider that never answers is left in time to store what the other delivered", async () => {
  news.tiingo = () => "silence";
  news.finnhub = () => [finnhubEntry()];

  const summary = await run(20_250);

  expect(summary).toMatchObject({ new_items: 1, source_errors: 1 });
  expect(spansOf("fetch_tiingo_articles")[0]?.error).toBe("TimeoutError");
});

it("calls for which there is no time are errors of their source", async () => {
  const failure = await failureOf(run(20_000));

  expect(failure).toMatchObject({ name: "AllSourcesFailedError" });
  expect(news.requests).toEqual([]);
  expect(spansOf("fetch_finnhub_articles")[0]?.error).toBe("OutOfTimeError");
});

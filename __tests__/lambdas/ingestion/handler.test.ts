import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { expect, it, vi } from "vitest";
import { ingestion as contract } from "../../../lambdas/ingestion/contract.ts";
import { failureOf, ingestionFunction } from "./ingestion-function.ts";
import { finnhubEntry, tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { news, sns, run } = ingestion;
const { items: rows, stdout, now: today } = ingestion;
const published = () => ingestion.publishedTo("analysis-requests");
const root = "SentimentAnalyzer";
const branch = "SentimentAnalyzer/Ingestion";

it("stores a new story and asks for its score", async () => {
  news.tiingo = () => [tiingoEntry({ id: 1, title: "Apple opens a store", tickers: ["aapl", "msft"] })];

  const summary = await run();

  expect(summary).toEqual({
    tickers: 1,
    articles_fetched: 1,
    articles_skipped: 0,
    new_items: 1,
    duplicates_skipped: 0,
    source_errors: 0,
    unpublished: 0,
    items_republished: 0,
  });
  expect(rows()).toMatchObject([
    { status: "pending", sources: ["tiingo"], timestamp: "2026-01-05T10:30:00.123Z", ingested_at: today.toISOString() },
  ]);
  expect(published()).toEqual([
    {
      message: {
        source_id: rows()[0]?.source_id,
        source_type: "tiingo",
        sources: ["tiingo"],
        text_for_analysis: "Apple opens a store. What happened.",
        model_version: "v2.0.1",
        matched_tickers: ["AAPL", "MSFT"],
        timestamp: "2026-01-05T10:30:00.123Z",
      },
      attributes: { source_type: { DataType: "String", StringValue: "tiingo" } },
    },
  ]);
});

it("every metric of the contract is emitted under its name, unit and dimensions", async () => {
  news.tiingo = () => ({ status: 429 });
  news.finnhub = () => [finnhubEntry()];

  await run();

  const limited = { Source: "tiingo" };
  const expected = Object.entries(contract.metrics).map(([name, metric]) => ({
    name,
    unit: metric.unit,
    namespace: "branch" in metric ? branch : root,
    dimensions: { Environment: "test", ...("dimensions" in metric ? limited : {}) },
  }));
  const found = stdout()
    .metrics()
    .filter(({ name, dimensions }) => name !== "SilentFailure/Count" && dimensions.Source !== "finnhub")
    .map(({ name, unit, namespace, dimensions }) => ({ name, unit, namespace, dimensions }));
  expect(found).toHaveLength(expected.length);
  expect(found).toEqual(expect.arrayContaining(expected));
});

it("no key, address or text of an article is logged", async () => {
  news.tiingo = () => [tiingoEntry({ title: "Secret headline", description: "Secret text" })];
  news.finnhub = () => ({ status: 500 });
  sns.on(PublishBatchCommand).rejects(new Error("Secret text"));
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);

  await failureOf(run());

  const log = [...stdout().lines(), ...stderr.mock.calls.map(([text]) => String(text))].join("\n");
  stderr.mockRestore();
  expect(log).toContain("invocation failed");
  expect(log).not.toMatch(/tiingo-key|finnhub-key|Secret|news\.example\.com/);
});

import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { failureOf, ingestionFunction } from "./ingestion-function.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { news, tables, watch, run, requestsTo, spansOf, emitted } = ingestion;
const root = "SentimentAnalyzer";

it("reads active tickers from all pages: upper case, each once, sorted, odd entries left out", async () => {
  tables
    .on(QueryCommand, { TableName: "test-sentiment-users" })
    .resolvesOnce({ Items: [{ tickers: [{ symbol: "msft" }, "aapl", 7] }, {}], LastEvaluatedKey: { PK: "a" } })
    .resolvesOnce({ Items: [{ tickers: ["AAPL", { symbol: "BRK.B" }, { name: "x" }] }] });

  await run();

  const [first, second] = tables.commandCalls(QueryCommand).map(({ args }) => args[0].input);
  expect(requestsTo("/tiingo/news").map(({ query }) => query.tickers)).toEqual(["AAPL,MSFT"]);
  expect(first).toMatchObject({
    IndexName: "by_entity_status",
    KeyConditionExpression: "#entity_type = :configuration AND #status = :active",
    ExpressionAttributeValues: { ":configuration": "CONFIGURATION", ":active": "active" },
  });
  expect(second?.ExclusiveStartKey).toEqual({ PK: "a" });
  expect(spansOf("get_active_tickers")).toEqual([
    { name: "get_active_tickers", annotations: { configuration_count: 3, ticker_count: 2, skipped_count: 3 } },
  ]);
});

it("no active ticker is success with nothing to do, and still reports zero new items", async () => {
  watch();

  const summary = await run();

  expect(summary).toMatchObject({ tickers: 0, new_items: 0 });
  expect(news.requests).toEqual([]);
  expect(emitted(root, "NewItemsIngested")).toEqual([0]);
});

it("fails when the active tickers cannot be read", async () => {
  tables.on(QueryCommand, { TableName: "test-sentiment-users" }).rejects(new Error("no such table"));

  const failure = await failureOf(run());

  expect(failure).toMatchObject({ message: "no such table" });
  expect(spansOf("get_active_tickers")[0]?.error).toBe("Error");
});

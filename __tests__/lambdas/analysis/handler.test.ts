import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it, vi } from "vitest";
import { analysis as contract } from "../../../lambdas/analysis/contract.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { captureStdout } from "../../helpers/stdout.ts";
import { analysisRequest, pendingItem, topicEvent } from "./articles.ts";
import { mockedTopics } from "./mocked-topics.ts";
import { cancelled, type TransactionalTables, transactionalTables } from "./transactional-tables.ts";

vi.mock("../../../lambdas/shared/back-off.ts", () => ({ backOff: async () => {} }));
stubLambdaEnvironment(contract);
const { handler } = await import("../../../lambdas/analysis/handler.ts");
const { tickersPerTransaction } = await import("../../../lambdas/analysis/store-score.ts");
const client = mockClient(DynamoDBDocumentClient);
const topics = mockedTopics();
const itemsTable = "test-sentiment-items";
const bucketsTable = "test-sentiment-timeseries";
let tables: TransactionalTables;

beforeEach(() => {
  client.reset();
  topics.reset();
  tables = transactionalTables(client);
  vi.useFakeTimers({ now: new Date("2026-01-05T12:00:00.000Z"), toFake: ["Date"] });
});

const invoke = (event: unknown, remainingMilliseconds?: number) =>
  handler(event, lambdaContext(contract, remainingMilliseconds));

/** Names of the metrics that a call emitted, with their values. */
async function metricsOf(work: () => Promise<unknown>) {
  const stdout = captureStdout();
  await work().catch(() => {});
  stdout.restore();
  return stdout.metrics();
}

it("D8, D9: stores the label, the confidence and the signed polarity of a waiting article", async () => {
  const request = analysisRequest({ text_for_analysis: "Shares plunge after profit warning and class action" });
  tables.put(itemsTable, pendingItem(request));

  const answer = await invoke(topicEvent(request));

  expect(answer).toEqual({ analyzed: 1, duplicates: 0, unfinished: 0 });
  expect(tables.of(itemsTable)).toEqual([
    {
      ...pendingItem(request),
      status: "analyzed",
      sentiment: "negative",
      score: expect.closeTo(0.9, 1),
      polarity: expect.closeTo(-0.8, 1),
      model_version: "lexicon-v1.1.0",
      analyzed_at: "2026-01-05T12:00:00.000Z",
    },
  ]);
});

it("writes the article into one bucket per resolution and ticker, in one transaction with the item", async () => {
  const request = analysisRequest({ matched_tickers: ["MSFT", "AAPL", "AAPL"] });
  tables.put(itemsTable, pendingItem(request));

  await invoke(topicEvent(request));

  expect(tables.committed.map((entries) => entries.length)).toEqual([1 + 2 * 8]);
  const { polarity } = tables.of(itemsTable)[0] as unknown as { polarity: number };
  expect(tables.rows.get(`${bucketsTable}|AAPL#1h|2026-01-05T11:00:00.000Z`)).toEqual({
    PK: "AAPL#1h",
    SK: "2026-01-05T11:00:00.000Z",
    open: polarity,
    high: polarity,
    low: polarity,
    close: polarity,
    sum: polarity,
    count: 1,
    label_counts: { positive: 1, neutral: 0, negative: 0 },
    first_story: `${request.timestamp}#${request.source_id}`,
    last_story: `${request.timestamp}#${request.source_id}`,
    ttl: Date.parse("2026-01-05T11:00:00.000Z") / 1000 + 604_800,
  });
});

it("writes no bucket that has expired already", async () => {
  const request = analysisRequest({ timestamp: "2026-01-04T12:00:30.000Z" });
  tables.put(itemsTable, pendingItem(request));

  await invoke(topicEvent(request));

  const written = tables.of(bucketsTable).map(({ PK }) => PK);
  expect(written).toEqual(["AAPL#1h", "AAPL#3h", "AAPL#6h", "AAPL#12h", "AAPL#24h"]);
});

it("analyzes an article without tickers, and writes no bucket", async () => {
  const request = analysisRequest({ matched_tickers: [] });
  tables.put(itemsTable, pendingItem(request));

  await invoke(topicEvent(request));

  expect(tables.of(itemsTable)).toMatchObject([{ status: "analyzed" }]);
  expect(tables.of(bucketsTable)).toEqual([]);
});

it("D38: takes a second delivery as a success that changes nothing", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, pendingItem(request));
  await invoke(topicEvent(request));
  const before = structuredClone([...tables.rows]);

  const answer = await invoke(topicEvent(request));

  expect(answer).toEqual({ analyzed: 0, duplicates: 1, unfinished: 0 });
  expect([...tables.rows]).toEqual(before);
});

it("splits an article with more tickers than one transaction takes, and goes on after a crash in between", async () => {
  const tickers = Array.from({ length: 2 * tickersPerTransaction + 1 }, (_, index) =>
    String.fromCharCode(65 + (index % 26), 65 + Math.floor(index / 26)),
  );
  const request = analysisRequest({ matched_tickers: tickers });
  tables.put(itemsTable, pendingItem(request));
  tables.faults.push("none", "crash");

  await expect(invoke(topicEvent(request))).rejects.toThrow("crashed");
  const inBetween = tables.of(itemsTable);
  const answer = await invoke(topicEvent(request));

  expect(inBetween).toMatchObject([{ status: "pending", unfinished: { parts: 1 } }]);
  expect(answer).toEqual({ analyzed: 1, duplicates: 0, unfinished: 0 });
  expect(tables.of(itemsTable)[0]).not.toHaveProperty("unfinished");
  expect(tables.of(bucketsTable)).toHaveLength(tickers.length * 8);
  expect(new Set(tables.of(bucketsTable).map(({ count }) => count))).toEqual(new Set([1]));
});

it("gives all parts of an article the score of the first, whatever model finishes it", async () => {
  const tickers = Array.from(
    { length: tickersPerTransaction + 1 },
    (_, index) => `T${String.fromCharCode(65 + index)}`,
  );
  const request = analysisRequest({ matched_tickers: tickers });
  const earlier = { label: "negative", confidence: 0.9, polarity: -0.8, modelVersion: "other-v0.1.0" };
  tables.put(itemsTable, { ...pendingItem(request), unfinished: { ...earlier, parts: 1 } });

  await invoke(topicEvent(request));

  expect(tables.of(itemsTable)).toMatchObject([
    { sentiment: "negative", polarity: -0.8, model_version: "other-v0.1.0" },
  ]);
  expect(tables.of(bucketsTable)).toHaveLength(8);
  expect(tables.of(bucketsTable)[0]).toMatchObject({ sum: -0.8 });
});

it("tries again after a transaction conflict", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, pendingItem(request));
  tables.faults.push("conflict", "conflict");

  const answer = await invoke(topicEvent(request));

  expect(answer).toEqual({ analyzed: 1, duplicates: 0, unfinished: 0 });
  expect(client.commandCalls(TransactWriteCommand)).toHaveLength(3);
  expect(tables.committed).toHaveLength(1);
});

it("gives up on conflicts when the time is up, so that the message is delivered again", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, pendingItem(request));
  tables.faults.push("conflict", "conflict");

  const failure = await invoke(topicEvent(request), 5_000).catch((error: unknown) => error);

  expect(failure).toMatchObject({ name: "ContentionError" });
  expect(client.commandCalls(TransactWriteCommand)).toHaveLength(1);
});

it("does not try again what no attempt can overcome", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, pendingItem(request));
  client.on(TransactWriteCommand).rejects(cancelled(["None", "ValidationError"]));

  await expect(invoke(topicEvent(request))).rejects.toMatchObject({ name: "TransactionCanceledException" });

  expect(client.commandCalls(TransactWriteCommand)).toHaveLength(1);
});

it("D9: throws where the item does not exist", async () => {
  await expect(invoke(topicEvent(analysisRequest()))).rejects.toMatchObject({ name: "MissingItemError" });
});

it.each([
  ["an event of another kind", { source: "aws.events" }, "no message of a topic: wrong or missing: Records"],
  ["a message that is not JSON", topicEvent("hello"), "not JSON"],
  ["a field that is missing", topicEvent({ ...analysisRequest(), source_id: undefined }), "source_id"],
  ["a time in another form", topicEvent(analysisRequest({ timestamp: "2026-01-05T11:37:42+00:00" })), "timestamp"],
  ["a ticker that is none", topicEvent(analysisRequest({ matched_tickers: ["A#1h"] })), "matched_tickers.0"],
])("D9: throws at %s and says where, without quoting it", async (_, event, message) => {
  const failure = (await invoke(event).catch((error: unknown) => error)) as Error;

  expect(failure.name).toBe("MessageError");
  expect(failure.message).toContain(message);
  expect(failure.message).not.toContain("surge");
  expect(client.calls()).toHaveLength(0);
  expect(topics.client.calls()).toHaveLength(0);
});

it("counts what it analyzed, by label", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, pendingItem(request));

  const emitted = await metricsOf(() => invoke(topicEvent(request)));

  expect(emitted.map(({ name, dimensions }) => [name, dimensions])).toEqual([
    ["InferenceLatencyMs", { Environment: "test" }],
    ["ItemsAnalyzed", { Environment: "test" }],
    ["SentimentScored", { Environment: "test", Label: "positive" }],
  ]);
});

it("counts duplicates and errors", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, { ...pendingItem(request), status: "analyzed" });

  const duplicate = await metricsOf(() => invoke(topicEvent(request)));
  const failed = await metricsOf(() => invoke(topicEvent("hello")));

  expect(duplicate.map(({ name }) => name)).toContain("DuplicateAnalysisSkipped");
  expect(failed).toMatchObject([{ name: "AnalysisErrors", values: [1], dimensions: { Environment: "test" } }]);
});

it("reads item and buckets consistently", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, pendingItem(request));

  await invoke(topicEvent(request));

  expect(client.commandCalls(GetCommand)[0]?.args[0].input).toMatchObject({
    TableName: itemsTable,
    ConsistentRead: true,
  });
});

import { DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it, vi } from "vitest";
import { analysis as contract } from "../../../lambdas/analysis/contract.ts";
import { ingestion } from "../../../lambdas/ingestion/contract.ts";
import { resolutionNames } from "../../../lambdas/shared/sentiment/resolutions.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { captureStdout } from "../../helpers/stdout.ts";
import { recordedSpans } from "../ingestion/recorded-spans.ts";
import { analysisRequest, pendingItem, topicEvent } from "./articles.ts";
import { mockedTopics } from "./mocked-topics.ts";
import { cancelled, type TransactionalTables, transactionalTables } from "./transactional-tables.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
vi.mock("../../../lambdas/shared/back-off.ts", () => ({ backOff: () => new Promise(setImmediate) }));
stubLambdaEnvironment(ingestion);
const { healStories } = await import("../../../lambdas/ingestion/heal-stories.ts");
stubLambdaEnvironment(contract);
const { handler } = await import("../../../lambdas/analysis/handler.ts");
const { tickersPerTransaction } = await import("../../../lambdas/analysis/store-score.ts");
const client = mockClient(DynamoDBDocumentClient);
const topics = mockedTopics();
const itemsTable = "test-sentiment-items";
const bucketsTable = "test-sentiment-timeseries";
const start = Date.parse("2026-01-05T12:00:00.000Z");
const hour = 3_600_000;
let tables: TransactionalTables;

/** Of two full parts and a third of one ticker, in alphabetical order. */
const tickers = Array.from({ length: 2 * tickersPerTransaction + 1 }, (_, index) =>
  String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26)),
);
const request = analysisRequest({ matched_tickers: tickers });

beforeEach(() => {
  client.reset();
  topics.reset();
  recorded.spans.length = 0;
  tables = transactionalTables(client);
  vi.useFakeTimers({ now: start, toFake: ["Date"] });
  const ingested_at = new Date(start).toISOString();
  const { sources, text_for_analysis } = request;
  tables.put(itemsTable, { ...pendingItem(request), sources, text_for_analysis, ingested_at });
});

const deliver = (event: unknown, remaining?: number) => handler(event, lambdaContext(contract, remaining));
const spansOf = (name: string) => recorded.spans.filter((span) => span.name === name);
const asked = () => topics.askedOf("notifications").map(({ message }) => message);

/** Metrics that a call emitted: name, and what it is about beside the environment. */
async function metricsOf(work: () => Promise<unknown>) {
  const stdout = captureStdout();
  await work().catch(() => {});
  stdout.restore();
  return stdout.metrics().map(({ name, dimensions }) => [name, dimensions]);
}

const silentFailure = [
  "SilentFailure/Count",
  { FunctionName: "test-sentiment-analysis", FailurePath: "fanout_partial_write" },
];

it("FR-205: a later part that meets contention until the time is up is recorded and left to self-healing", async () => {
  tables.faults.push("none", "conflict");
  let answer: unknown;

  const emitted = await metricsOf(async () => {
    answer = await deliver(topicEvent(request), 5_000);
  });

  expect(answer).toEqual({ analyzed: 0, duplicates: 0, unfinished: 1 });
  expect(tables.of(itemsTable)).toMatchObject([{ status: "pending", unfinished: { parts: 1 } }]);
  expect(tables.of(bucketsTable)).toHaveLength(tickersPerTransaction * resolutionNames.length);
  expect(emitted.map(([name]) => name)).toEqual(["InferenceLatencyMs", "SilentFailure/Count"]);
  expect(emitted).toContainEqual(silentFailure);
  expect(spansOf("timeseries_fanout_batch_write")).toEqual([
    {
      name: "timeseries_fanout_batch_write",
      annotations: {
        failure_path: "fanout_partial_write",
        error_type: "ContentionError",
        unprocessed_count: (tickersPerTransaction + 1) * resolutionNames.length,
        ticker: tickers[tickersPerTransaction],
        failed_buckets: resolutionNames.join(","),
        bucket_count: tickersPerTransaction * resolutionNames.length,
      },
      error: "ContentionError",
    },
  ]);
  expect(asked()).toEqual([]);
});

it("a later part that is throttled after all retries is recorded and left to self-healing", async () => {
  tables.faults.push("none", "none", "throttled");

  const emitted = await metricsOf(() => deliver(topicEvent(request)));

  expect(tables.of(itemsTable)).toMatchObject([{ status: "pending", unfinished: { parts: 2 } }]);
  expect(emitted).toContainEqual(silentFailure);
  expect(spansOf("timeseries_fanout_batch_write")).toMatchObject([
    {
      annotations: { unprocessed_count: resolutionNames.length, ticker: tickers.at(-1) },
      error: "ThrottlingException",
    },
  ]);
});

it("names only the resolutions whose buckets have not expired", async () => {
  vi.setSystemTime(start + 24 * hour);
  tables.faults.push("none", "throttled");

  await deliver(topicEvent(request));

  expect(spansOf("timeseries_fanout_batch_write")).toMatchObject([
    { annotations: { failed_buckets: "1h,3h,6h,12h,24h", unprocessed_count: (tickersPerTransaction + 1) * 5 } },
  ]);
});

it("D38: self-healing completes the story from where it stopped, and its alerts are looked at", async () => {
  tables.faults.push("none", "throttled");
  await deliver(topicEvent(request));
  const [{ unfinished } = {}] = tables.of(itemsTable);
  vi.setSystemTime(start + hour + 1);

  await healStories(new Date(), { found: 0, exhausted: 0, republished: 0 }, () => 60_000);
  const [republished] = topics.askedOf("analysis-requests");
  const emitted = await metricsOf(() => deliver(topicEvent(republished?.message)));

  expect(unfinished).toMatchObject({ parts: 1 });
  expect(tables.of(itemsTable)).toMatchObject([{ status: "analyzed" }]);
  expect(tables.of(itemsTable)[0]).not.toHaveProperty("unfinished");
  const [minutes, others] = [["1m", "5m", "10m"], resolutionNames.slice(3)];
  for (const resolution of [...minutes, ...others]) {
    const rows = tables.of(bucketsTable).filter(({ PK }) => String(PK).endsWith(`#${resolution}`));
    expect(rows.map(({ PK, count }) => [PK, count])).toEqual(tickers.map((ticker) => [`${ticker}#${resolution}`, 1]));
  }
  expect(emitted.filter(([name]) => name === "ItemsAnalyzed")).toHaveLength(1);
  expect(emitted).not.toContainEqual(silentFailure);
  expect(asked()).toEqual([{ notification_type: "evaluate_alerts", tickers }]);
});

it("a resumed story that fails again is recorded again, and keeps what it has", async () => {
  tables.faults.push("none", "throttled", "throttled");
  await deliver(topicEvent(request));
  const before = structuredClone([...tables.rows]);

  const answer = await deliver(topicEvent(request));

  expect(answer).toEqual({ analyzed: 0, duplicates: 0, unfinished: 1 });
  expect([...tables.rows]).toEqual(before);
  expect(spansOf("timeseries_fanout_batch_write")).toHaveLength(2);
});

it("D38: two deliveries at once add every ticker once, and one of them finishes the story", async () => {
  const answers = await Promise.all([deliver(topicEvent(request)), deliver(topicEvent(request))]);

  expect(answers).toContainEqual({ analyzed: 1, duplicates: 0, unfinished: 0 });
  expect(answers).toContainEqual({ analyzed: 0, duplicates: 1, unfinished: 0 });
  expect(tables.of(bucketsTable)).toHaveLength(tickers.length * resolutionNames.length);
  expect(new Set(tables.of(bucketsTable).map(({ count }) => count))).toEqual(new Set([1]));
  expect(tables.committed).toHaveLength(3);
});

it("D9: the first part writes nothing where it fails, and throws", async () => {
  const before = structuredClone([...tables.rows]);
  tables.faults.push("throttled");

  const emitted = await metricsOf(() => expect(deliver(topicEvent(request))).rejects.toThrow("slow down"));

  expect([...tables.rows]).toEqual(before);
  expect(emitted.map(([name]) => name)).toEqual(["InferenceLatencyMs", "AnalysisErrors"]);
});

it("D9: what no wait can overcome fails the invocation in a later part, too", async () => {
  client.on(TransactWriteCommand).rejects(cancelled(["ValidationError"]));
  const earlier = { label: "negative", confidence: 0.9, polarity: -0.8, modelVersion: "other-v0.1.0" };
  tables.put(itemsTable, { ...pendingItem(request), unfinished: { ...earlier, parts: 1 } });

  await expect(deliver(topicEvent(request))).rejects.toMatchObject({ name: "TransactionCanceledException" });

  expect(spansOf("timeseries_fanout_batch_write")).toMatchObject([{ error: "TransactionCanceledException" }]);
});

it("the span of later parts is there without a failure, with what was written, and without a metric", async () => {
  const emitted = await metricsOf(() => deliver(topicEvent(request)));

  expect(spansOf("timeseries_fanout_batch_write")).toEqual([
    {
      name: "timeseries_fanout_batch_write",
      annotations: { bucket_count: tickers.length * resolutionNames.length },
    },
  ]);
  expect(emitted).not.toContainEqual(silentFailure);
});

import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { failureOf, ingestionFunction, runId } from "./ingestion-function.ts";
import { finnhubEntry, tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { news, tables, sns, watch, now, pass, people, run, spansOf, survived } = ingestion;
const eventId = runId(1);
const users = { TableName: "test-sentiment-users" };
const span = "audit_trail_persist";
const trail = () => people().filter(({ entity_type }) => entity_type === "COLLECTION_EVENT");

it("D12: every run leaves one row that says what it did, and that expires by ttl_timestamp (D31)", async () => {
  const told = { title: "Both tell it" };
  news.tiingo = () => [tiingoEntry(told), tiingoEntry()];
  news.finnhub = () => {
    pass(1_500);
    return [finnhubEntry({ headline: told.title })];
  };

  await run();

  expect(trail()).toEqual([
    {
      PK: `COLLECTION#${now.toISOString().slice(0, 10)}`,
      SK: `${now.toISOString()}#00000000`,
      entity_type: "COLLECTION_EVENT",
      status: "success",
      event_id: eventId,
      triggered_at: now.toISOString(),
      completed_at: new Date(now.getTime() + 1_500).toISOString(),
      duration_ms: 1_500,
      tickers: 1,
      sources_used: ["tiingo", "finnhub"],
      source_errors: 0,
      items_collected: 3,
      items_stored: 2,
      items_duplicates: 1,
      items_unpublished: 0,
      items_republished: 0,
      ttl_timestamp: Math.floor(now.getTime() / 1000) + 90 * 86_400,
    },
  ]);
  expect(spansOf(span)).toEqual([{ name: span, annotations: { event_id: eventId, status: "success" } }]);
  expect(survived()).toEqual([]);
});

it("two runs leave two rows", async () => {
  await run();
  pass(300_000);

  await run();

  expect(trail()).toHaveLength(2);
});

it("a run without tickers leaves its row too", async () => {
  watch();

  await run();

  expect(trail()).toMatchObject([{ status: "success", tickers: 0, items_collected: 0 }]);
});

it("a run that misses one source is partial", async () => {
  news.tiingo = () => ({ status: 500 });
  news.finnhub = () => [finnhubEntry()];

  await run();

  expect(trail()).toMatchObject([{ status: "partial", sources_used: ["finnhub"], source_errors: 1, items_stored: 1 }]);
  expect(trail()[0]).not.toHaveProperty("error_type");
});

it("a run that stores stories and then fails is partial, and names the class of its error", async () => {
  news.tiingo = () => [tiingoEntry()];
  sns.on(PublishBatchCommand).rejects(new Error("no topic"));

  const failure = await failureOf(run());

  expect(failure).toMatchObject({ name: "UnscoredStoriesError" });
  expect(trail()).toMatchObject([
    { status: "partial", items_stored: 1, items_unpublished: 1, error_type: "UnscoredStoriesError" },
  ]);
});

it("a run that fails before anything is stored is failed, and says so in the trail before it throws", async () => {
  tables.on(QueryCommand, users).rejects(new Error("no such table"));

  const failure = await failureOf(run());

  expect(failure).toMatchObject({ message: "no such table" });
  expect(trail()).toMatchObject([{ status: "failed", items_stored: 0, error_type: "Error" }]);
});

it("audit_trail: a row that cannot be written is recorded, the run goes on", async () => {
  news.tiingo = () => [tiingoEntry()];
  tables.on(PutCommand, users).callsFake(({ Item }) => {
    if (Item.entity_type !== "COLLECTION_EVENT") return {};
    throw Object.assign(new Error("slow down"), { name: "ThrottlingException" });
  });

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 1, source_errors: 0 });
  expect(spansOf(span)).toEqual([
    {
      name: span,
      error: "ThrottlingException",
      annotations: {
        event_id: eventId,
        status: "success",
        failure_path: "audit_trail",
        error_type: "ThrottlingException",
      },
    },
  ]);
  expect(survived()).toEqual(["audit_trail"]);
});

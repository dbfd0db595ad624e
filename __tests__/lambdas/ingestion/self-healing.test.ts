import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { ingestion as contract } from "../../../lambdas/ingestion/contract.ts";
import { lambdaContext } from "../../helpers/lambda-environment.ts";
import { failureOf, ingestionFunction } from "./ingestion-function.ts";
import { conditionFailure } from "./items-table.ts";
import { tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { handler, news, tables, sns, items, now, pass, run, spansOf, emitted, survived } = ingestion;
const { isDue } = await import("../../../lambdas/ingestion/overdue-stories.ts");
const published = () => ingestion.publishedTo("analysis-requests");
const republished = () => published().filter(({ attributes }) => attributes?.republished?.StringValue === "true");
const root = "SentimentAnalyzer";
const itemsTable = { TableName: "test-sentiment-items" };
const byStatus = { ...itemsTable, IndexName: "by_status" };
const hour = 3_600_000;
const throttled = () => Object.assign(new Error("slow down"), { name: "ThrottlingException" });

/** A row that waits for its score; published long ago unless the changes say otherwise. */
function pendingRow(id: string, hoursAgo: number, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    source_id: `dedup:${id}`,
    timestamp: "2026-01-01T08:00:00.000Z",
    status: "pending",
    sources: ["finnhub", "tiingo"],
    source_attribution: {},
    ingested_at: new Date(now.getTime() - hoursAgo * hour - 1).toISOString(),
    text_for_analysis: `Text of ${id}`,
    matched_tickers: ["AAPL"],
    ...changes,
  };
}

const counted = () => ({
  found: emitted(root, "SelfHealingItemsFound").at(-1),
  republished: emitted(root, "SelfHealingItemsRepublished").at(-1),
  exhausted: emitted(root, "SelfHealingItemsExhausted").at(-1),
});

it("a story that has waited for an hour is asked for again, as it was asked for first", async () => {
  items().push(pendingRow("late", 1));

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 0, items_republished: 1 });
  expect(published()).toEqual([
    {
      message: {
        source_id: "dedup:late",
        source_type: "finnhub",
        sources: ["finnhub", "tiingo"],
        text_for_analysis: "Text of late",
        model_version: "v2.0.1",
        matched_tickers: ["AAPL"],
        timestamp: "2026-01-01T08:00:00.000Z",
      },
      attributes: {
        source_type: { DataType: "String", StringValue: "finnhub" },
        republished: { DataType: "String", StringValue: "true" },
      },
    },
  ]);
  expect(items()).toMatchObject([{ status: "pending", attempts: 1, updated_at: now.toISOString() }]);
  expect(counted()).toEqual({ found: 1, republished: 1, exhausted: 0 });
  expect(spansOf("heal_unscored_stories")).toEqual([
    {
      name: "heal_unscored_stories",
      annotations: { found_count: 1, exhausted_count: 0, republished_count: 1 },
    },
  ]);
  expect(spansOf("self_healing_item_fetch")).toEqual([
    { name: "self_healing_item_fetch", annotations: { source_id: "dedup:late" } },
  ]);
  expect(survived()).toEqual([]);
});

it("D2: a story that was published days ago and stored in this run is asked for once", async () => {
  news.tiingo = () => [tiingoEntry({ publishedDate: new Date(now.getTime() - 72 * hour).toISOString() })];

  await run();

  expect(published()).toHaveLength(1);
  expect(counted()).toEqual({ found: 0, republished: 0, exhausted: 0 });
});

it("D2: what counts is the time of ingestion, in the query too", async () => {
  items().push(pendingRow("fresh", 0.99), pendingRow("late", 1.01));

  await run();

  const { KeyConditionExpression, FilterExpression, ExpressionAttributeValues } =
    tables.commandCalls(QueryCommand, byStatus)[0]?.args[0].input ?? {};
  expect(republished().map(({ message }) => message.source_id)).toEqual(["dedup:late"]);
  expect({ KeyConditionExpression, FilterExpression, ExpressionAttributeValues }).toEqual({
    KeyConditionExpression: "#status = :pending",
    FilterExpression: "#ingested_at < :limit",
    ExpressionAttributeValues: { ":pending": "pending", ":limit": new Date(now.getTime() - hour).toISOString() },
  });
});

it("D2: a story that nobody can score is asked for five times, then left and counted", async () => {
  items().push(pendingRow("poison", 0));
  const asked: number[] = [];

  for (const hours of [1, 2, 3, 4, 8, 9, 26, 27, 80, 81, 82, 242, 243, 244, 500]) {
    pass(now.getTime() + hours * hour - Date.now());
    await run();
    if (republished().length > asked.length) asked.push(hours);
  }

  expect(asked).toEqual([1, 3, 9, 27, 81]);
  expect(items()).toMatchObject([{ status: "pending", attempts: 5 }]);
  expect(counted()).toEqual({ found: 0, republished: 0, exhausted: 1 });
});

it.each([0, 1, 2, 3, 4])("attempt %i + 1 waits for its time to the millisecond", (attempts) => {
  const story = { source_id: "dedup:a", timestamp: "t", ingested_at: new Date(0).toISOString(), attempts };

  const due = [0, 1].map((later) => isDue(story, new Date(hour * 3 ** attempts + later)));

  expect(due).toEqual([false, true]);
});

it("D2: a hundred stories that always fail do not keep a newer one from being healed", async () => {
  const poison = Array.from({ length: 100 }, (_, index) => pendingRow(`poison-${index}`, 1));
  items().push(...poison, pendingRow("newer", 1, { timestamp: "2026-01-02T08:00:00.000Z" }));

  await run();
  const first = republished().length;
  await run();

  expect(first).toBe(100);
  expect(
    republished()
      .slice(100)
      .map(({ message }) => message.source_id),
  ).toEqual(["dedup:newer"]);
});

it("reads further pages until it has a hundred stories", async () => {
  const rows = Array.from({ length: 130 }, (_, index) => pendingRow(String(index), 1));
  items().push(...rows);
  tables
    .on(QueryCommand, byStatus)
    .resolvesOnce({ Items: rows.slice(0, 60), LastEvaluatedKey: { source_id: "a" } })
    .resolvesOnce({ Items: rows.slice(60, 120), LastEvaluatedKey: { source_id: "b" } })
    .rejects(new Error("one page too many"));

  await run();

  expect(tables.commandCalls(QueryCommand, byStatus)[1]?.args[0].input.ExclusiveStartKey).toEqual({ source_id: "a" });
  expect(counted()).toEqual({ found: 100, republished: 100, exhausted: 0 });
});

it("a story whose first request could not be published is asked for by a later run", async () => {
  news.tiingo = () => [tiingoEntry({ title: "Unlucky" })];
  sns.on(PublishBatchCommand).rejectsOnce(new Error("no topic")).resolves({});
  await failureOf(run());
  pass(hour + 1);

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 0, items_republished: 1 });
  expect(republished().map(({ message }) => message.text_for_analysis)).toEqual(["Unlucky. What happened."]);
});

it("heals although no source answers, and fails for the sources afterwards (D9)", async () => {
  items().push(pendingRow("late", 1));
  news.tiingo = () => ({ status: 500 });
  news.finnhub = () => ({ status: 500 });

  const failure = await failureOf(run());

  expect(failure).toMatchObject({ name: "AllSourcesFailedError" });
  expect(republished()).toHaveLength(1);
});

it("a story that got its score since the index was read is left alone", async () => {
  items().push(pendingRow("scored", 1, { status: "analyzed" }), pendingRow("claimed", 1, { attempts: 2 }));
  const stale = [pendingRow("scored", 1), pendingRow("claimed", 1)];
  tables.on(QueryCommand, byStatus).resolves({ Items: stale });

  const summary = await run();

  expect(summary).toMatchObject({ items_republished: 0 });
  expect(tables.commandCalls(GetCommand, itemsTable)).toHaveLength(0);
  expect(items().map(({ attempts }) => attempts)).toEqual([undefined, 2]);
});

it("a story that got its score between counting and reading is not asked for", async () => {
  items().push(pendingRow("late", 1));
  tables.on(GetCommand, itemsTable).resolves({ Item: pendingRow("late", 1, { status: "analyzed" }) });

  const summary = await run();

  expect(summary).toMatchObject({ items_republished: 0 });
  expect(survived()).toEqual([]);
});

it.each([
  ["an error", () => Promise.reject(throttled()), "ThrottlingException"],
  ["a row without its text", () => ({ Item: { ...pendingRow("broken", 1), text_for_analysis: 7 } }), "$ZodError"],
])(
  "self_healing_fetch: %s for one story is recorded, counts as an attempt, and the others are healed",
  async (_, answer, error) => {
    items().push(pendingRow("broken", 1), pendingRow("late", 1));
    tables.on(GetCommand, { ...itemsTable, Key: pick("broken") }).callsFake(answer);

    const summary = await run();

    expect(summary).toMatchObject({ items_republished: 1 });
    expect(republished().map(({ message }) => message.source_id)).toEqual(["dedup:late"]);
    expect(spansOf("self_healing_item_fetch")).toContainEqual({
      name: "self_healing_item_fetch",
      error,
      annotations: { source_id: "dedup:broken", failure_path: "self_healing_fetch", error_type: error },
    });
    expect(survived()).toEqual(["self_healing_fetch"]);
    expect(items().map(({ attempts }) => attempts)).toEqual([1, 1]);
  },
);

function pick(id: string) {
  const { source_id, timestamp } = pendingRow(id, 1);
  return { source_id, timestamp };
}

it("D9: an attempt that cannot be counted is not made, and fails the run after the others", async () => {
  items().push(pendingRow("refused", 1), pendingRow("late", 1));
  tables.on(UpdateCommand, { ...itemsTable, Key: pick("refused") }).rejects(throttled());

  const failure = await failureOf(run());

  expect(failure).toMatchObject({ name: "ThrottlingException" });
  expect(republished().map(({ message }) => message.source_id)).toEqual(["dedup:late"]);
  expect(counted()).toEqual({ found: 2, republished: 1, exhausted: 0 });
});

it("D9: requests that cannot be published again are counted and fail the run", async () => {
  items().push(pendingRow("late", 1));
  sns.on(PublishBatchCommand).rejects(new Error("no topic"));

  const failure = await failureOf(run());

  expect(failure).toMatchObject({
    name: "UnscoredStoriesError",
    message: "1 of 1 requests were not published again",
  });
  expect(emitted(root, "SNSPublishErrors")).toEqual([1]);
  expect(counted()).toEqual({ found: 1, republished: 0, exhausted: 0 });
});

it("no attempt is begun without time for it", async () => {
  items().push(pendingRow("late", 1));
  let left = 60_000;
  tables.on(QueryCommand, byStatus).callsFake(() => {
    left = 2_000;
    return { Items: items() };
  });

  await handler({}, { ...lambdaContext(contract), getRemainingTimeInMillis: () => left });

  expect(tables.commandCalls(UpdateCommand, itemsTable)).toHaveLength(0);
  expect(items()[0]?.attempts).toBeUndefined();
});

it("of two runs that find the same story, one asks for it", async () => {
  items().push(pendingRow("late", 1));
  tables.on(UpdateCommand, itemsTable).resolvesOnce({}).rejects(conditionFailure());

  await Promise.all([run(), run()]);

  expect(republished()).toHaveLength(1);
  expect(tables.commandCalls(UpdateCommand, itemsTable)[0]?.args[0].input.ConditionExpression).toBe(
    "#status = :pending AND attribute_not_exists(#attempts)",
  );
});

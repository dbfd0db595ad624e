import { PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { ingestion as contract } from "../../../lambdas/ingestion/contract.ts";
import { lambdaContext } from "../../helpers/lambda-environment.ts";
import { failureOf, ingestionFunction } from "./ingestion-function.ts";
import { conditionFailure } from "./items-table.ts";
import { finnhubEntry, tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { handler, news, tables, watch, run, spansOf, emitted } = ingestion;
const { items: rows } = ingestion;
const published = () => ingestion.publishedTo("analysis-requests");
const root = "SentimentAnalyzer";
const branch = "SentimentAnalyzer/Ingestion";
const itemsTable = { TableName: "test-sentiment-items" };

it("D1: a story that both sources tell in different seconds is one row with both, and one request", async () => {
  news.tiingo = () => [tiingoEntry({ title: "Apple hires", publishedDate: "2026-01-05T10:30:00Z" })];
  news.finnhub = () => [
    finnhubEntry({ headline: "APPLE hires!", datetime: Date.parse("2026-01-05T10:31:07Z") / 1000 }),
  ];

  await run();

  expect(rows()).toMatchObject([{ sources: ["tiingo", "finnhub"], timestamp: "2026-01-05T10:30:00.000Z" }]);
  expect(published()).toHaveLength(1);
  expect(emitted(branch, "CollisionRate")).toEqual([1]);
  expect(emitted(root, "DuplicatesSkipped")).toEqual([1]);
});

it("D1: a story known from the other source gets this source, whatever second it names, and no second request", async () => {
  news.tiingo = () => [tiingoEntry({ title: "Apple wins", publishedDate: "2026-01-05T10:30:00Z" })];
  await run();
  news.tiingo = () => [];
  news.finnhub = () => [
    finnhubEntry({ headline: "Apple wins", id: 9, datetime: Date.parse("2026-01-05T18:00:00Z") / 1000 }),
  ];

  const summary = await run();

  expect(summary).toMatchObject({ articles_fetched: 1, new_items: 0, duplicates_skipped: 1 });
  expect(rows()).toHaveLength(1);
  expect(rows()[0]).toMatchObject({
    sources: ["tiingo", "finnhub"],
    source_attribution: { tiingo: {}, finnhub: { article_id: "9", original_headline: "Apple wins" } },
    timestamp: "2026-01-05T10:30:00.000Z",
  });
  expect(tables.commandCalls(UpdateCommand, itemsTable)[0]?.args[0].input.ConditionExpression).toBe(
    "attribute_exists(#source_id) AND NOT contains(#sources, :source)",
  );
  expect(published()).toHaveLength(1);
});

it("D3: a re-read story is a duplicate, is not looked up again, and has no part in the collision rate", async () => {
  const entry = tiingoEntry({ title: "Apple again" });
  news.tiingo = () => [entry];
  await run();
  const lookUps = { ...itemsTable, KeyConditionExpression: "#source_id = :id" };
  const lookedUp = tables.commandCalls(QueryCommand, lookUps).length;

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 0, duplicates_skipped: 1 });
  expect(tables.commandCalls(QueryCommand, lookUps)).toHaveLength(lookedUp);
  expect(emitted(branch, "CollisionRate")).toEqual([0]);
  expect(emitted(root, "NewItemsIngested")).toEqual([1, 0]);
});

it("a story that another run stored from this source is a duplicate", async () => {
  const entry = tiingoEntry({ title: "Apple stored before" });
  news.tiingo = () => [entry];
  await run();
  const before = structuredClone(rows());
  vi.resetModules();
  const other = await import("../../../lambdas/ingestion/handler.ts");

  const summary = await other.handler({}, lambdaContext(contract));

  expect(summary).toMatchObject({ new_items: 0, duplicates_skipped: 1 });
  expect(rows()).toEqual(before);
});

it("CollisionRate is 1 for each new story that both sources told, 0 for every other: the average is the share", async () => {
  news.tiingo = () => ["One", "Two", "Three", "Four"].map((title) => tiingoEntry({ title: `Share ${title}` }));
  news.finnhub = () => [finnhubEntry({ headline: "Share Four" })];

  await run();

  expect(emitted(branch, "CollisionRate").toSorted()).toEqual([0, 0, 0, 1]);
});

it("articles of several tickers about one story are one request with all tickers", async () => {
  watch("AAPL", "MSFT");
  news.finnhub = ({ symbol = "" }) => [finnhubEntry({ id: 5, headline: "Two giants merge", related: symbol })];

  await run();

  expect(published().map(({ message }) => message.matched_tickers)).toEqual([["AAPL", "MSFT"]]);
});

it("a row that appears between look-up and write is not overwritten but completed", async () => {
  news.finnhub = () => [finnhubEntry({ headline: "Apple races" })];
  tables
    .on(QueryCommand, itemsTable)
    .resolvesOnce({ Items: [] })
    .resolves({ Items: [{ timestamp: "2026-01-05T10:30:42.000Z", sources: ["tiingo"] }] });
  tables.on(PutCommand, itemsTable).rejects(conditionFailure());
  tables.on(UpdateCommand, itemsTable).resolves({});

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 0, duplicates_skipped: 1 });
  expect(tables.commandCalls(PutCommand, itemsTable)[0]?.args[0].input).toMatchObject({
    ConditionExpression: "attribute_not_exists(#source_id)",
    ExpressionAttributeNames: { "#source_id": "source_id" },
  });
  const lookUps = tables.commandCalls(QueryCommand, { ...itemsTable, KeyConditionExpression: "#source_id = :id" });
  expect(lookUps.map(({ args }) => args[0].input.ConsistentRead)).toEqual([false, true]);
  expect(tables.commandCalls(UpdateCommand, itemsTable)).toHaveLength(1);
});

it("gives up on a story that changes in every attempt", async () => {
  news.finnhub = () => [finnhubEntry()];
  tables.on(PutCommand, itemsTable).rejects(conditionFailure());

  const failure = await failureOf(run());

  expect(failure).toMatchObject({ name: "StoryConflictError" });
  expect(tables.commandCalls(PutCommand, itemsTable)).toHaveLength(3);
});

it("D9: a story that cannot be stored fails the run after the stored ones are published", async () => {
  news.tiingo = () => [tiingoEntry({ title: "Apple fits" }), tiingoEntry({ title: "Apple fails" })];
  tables.on(PutCommand, itemsTable).callsFake(({ Item }) => {
    if (Item.headline === "Apple fails") throw Object.assign(new Error("no"), { name: "ThrottlingException" });
    return {};
  });

  const failure = await failureOf(run());

  expect(failure).toMatchObject({ name: "ThrottlingException" });
  expect(published().map(({ message }) => message.text_for_analysis)).toEqual(["Apple fits. What happened."]);
  expect(emitted(root, "NewItemsIngested")).toEqual([1]);
  expect(spansOf("store_articles")[0]).toMatchObject({
    error: "ThrottlingException",
    annotations: { story_count: 2, new_count: 1, known_count: 0, attributed_count: 0 },
  });
});

it("stories for which there is no time are left to the next run, loudly", async () => {
  news.tiingo = () => [tiingoEntry()];
  let left = 60_000;
  const context = { ...lambdaContext(contract), getRemainingTimeInMillis: () => left };
  news.finnhub = () => {
    left = 9_000;
    return [];
  };

  const failure = await failureOf(handler({}, context));

  expect(failure).toMatchObject({ name: "OutOfTimeError" });
  expect(tables.commandCalls(PutCommand, itemsTable)).toHaveLength(0);
});

import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { PublishBatchCommand } from "@aws-sdk/client-sns";
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
const { handler, news, tables, sns, secrets, watch, run, requestsTo, spansOf, emitted } = ingestion;
const { items: rows, stdout, now: today } = ingestion;
const published = () => ingestion.publishedTo("analysis-requests");
const root = "SentimentAnalyzer";
const branch = "SentimentAnalyzer/Ingestion";
const itemsTable = { TableName: "test-sentiment-items" };
const requestsTopic = { TopicArn: "arn:aws:sns:us-east-1:111122223333:test-sentiment-analysis-requests" };

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
  expect(tables.commandCalls(UpdateCommand)[0]?.args[0].input.ConditionExpression).toBe(
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

it("CollisionRate is the share of new stories that both sources told", async () => {
  news.tiingo = () => ["One", "Two", "Three", "Four"].map((title) => tiingoEntry({ title: `Share ${title}` }));
  news.finnhub = () => [finnhubEntry({ headline: "Share Four" })];

  await run();

  expect(emitted(branch, "CollisionRate")).toEqual([0.25]);
});

it("articles of several tickers about one story are one request with all tickers", async () => {
  watch("AAPL", "MSFT");
  news.finnhub = ({ symbol = "" }) => [finnhubEntry({ id: 5, headline: "Two giants merge", related: symbol })];

  await run();

  expect(published().map(({ message }) => message.matched_tickers)).toEqual([["AAPL", "MSFT"]]);
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
  "parallel_fetcher_aggregate: %s from one source is recorded, the other source's news are stored",
  async (_, answer, error) => {
    news.tiingo = () => answer;
    news.finnhub = () => [finnhubEntry()];

    const summary = await run();

    expect(summary).toMatchObject({ new_items: 1, source_errors: 1 });
    expect(spansOf("fetch_tiingo_articles")[0]).toMatchObject({
      error,
      annotations: { call_count: 1, error_count: 1 },
    });
    expect(spansOf("parallel_fetch_aggregate")).toEqual([
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
    expect(emitted(branch, "TiingoApiErrors")).toEqual([1]);
    expect(emitted(branch, "FinnhubApiErrors")).toEqual([0]);
  },
);

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

it("a row that appears between look-up and write is not overwritten but completed", async () => {
  news.finnhub = () => [finnhubEntry({ headline: "Apple races" })];
  tables
    .on(QueryCommand, itemsTable)
    .resolvesOnce({ Items: [] })
    .resolves({ Items: [{ timestamp: "2026-01-05T10:30:42.000Z", sources: ["tiingo"] }] });
  tables.on(PutCommand, itemsTable).rejects(conditionFailure());
  tables.on(UpdateCommand).resolves({});

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 0, duplicates_skipped: 1 });
  expect(tables.commandCalls(PutCommand, itemsTable)[0]?.args[0].input).toMatchObject({
    ConditionExpression: "attribute_not_exists(#source_id)",
    ExpressionAttributeNames: { "#source_id": "source_id" },
  });
  const lookUps = tables.commandCalls(QueryCommand, { ...itemsTable, KeyConditionExpression: "#source_id = :id" });
  expect(lookUps.map(({ args }) => args[0].input.ConsistentRead)).toEqual([false, true]);
  expect(tables.commandCalls(UpdateCommand)).toHaveLength(1);
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

it("publishes in tens", async () => {
  news.tiingo = () => Array.from({ length: 23 }, () => tiingoEntry());

  await run();

  const sizes = sns
    .commandCalls(PublishBatchCommand, requestsTopic)
    .map(({ args }) => args[0].input.PublishBatchRequestEntries?.length);
  expect(sizes).toEqual([10, 10, 3]);
  expect(spansOf("publish_sns_batch").map(({ annotations }) => annotations)).toEqual([
    { message_count: 10, failed_count: 0 },
    { message_count: 10, failed_count: 0 },
    { message_count: 3, failed_count: 0 },
  ]);
  expect(emitted(root, "SNSPublishErrors")).toEqual([0]);
});

it("D9: messages that cannot be published are counted and fail the run, after all others are out", async () => {
  news.tiingo = () => Array.from({ length: 12 }, () => tiingoEntry());
  sns
    .on(PublishBatchCommand)
    .rejectsOnce(Object.assign(new Error("denied"), { name: "AuthorizationErrorException" }))
    .resolves({});

  const failure = await failureOf(run());

  expect(failure).toMatchObject({ name: "UnscoredStoriesError", message: "10 of 12 requests were not published" });
  expect(sns.commandCalls(PublishBatchCommand, requestsTopic)).toHaveLength(2);
  expect(emitted(root, "SNSPublishErrors")).toEqual([10]);
  expect(emitted(root, "NewItemsIngested")).toEqual([12]);
  expect(spansOf("publish_sns_batch").map(({ error }) => error)).toEqual(["PublishError", undefined]);
});

it("batches for which there is no time count as unpublished", async () => {
  news.tiingo = () => Array.from({ length: 12 }, () => tiingoEntry());
  let left = 60_000;
  sns.on(PublishBatchCommand).callsFake(() => {
    left = 1_000;
    return {};
  });

  const failure = await failureOf(handler({}, { ...lambdaContext(contract), getRemainingTimeInMillis: () => left }));

  expect(failure).toMatchObject({ name: "UnscoredStoriesError", message: "2 of 12 requests were not published" });
  expect(sns.commandCalls(PublishBatchCommand, requestsTopic)).toHaveLength(1);
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

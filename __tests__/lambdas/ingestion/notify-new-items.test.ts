import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { expect, it, vi } from "vitest";
import { ingestion as contract } from "../../../lambdas/ingestion/contract.ts";
import { lambdaContext } from "../../helpers/lambda-environment.ts";
import { failureOf, ingestionFunction } from "./ingestion-function.ts";
import { finnhubEntry, tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { handler, news, sns, now, people, run, spansOf, publishedTo, survived } = ingestion;
const topicArn = (name: string) => ({ TopicArn: `arn:aws:sns:us-east-1:111122223333:test-sentiment-${name}` });
const span = "downstream_notification_publish";
const failedSpan = (error: string, item_count: number) => ({
  name: span,
  error,
  annotations: { item_count, failure_path: "notification_delivery", error_type: error },
});

it("D12: a run that stores new stories tells of them once, without their texts", async () => {
  news.tiingo = () => [tiingoEntry({ tickers: ["msft", "aapl"] }), tiingoEntry({ tickers: ["tsla"] })];
  news.finnhub = () => [finnhubEntry()];

  await run();

  expect(publishedTo("new-items")).toEqual([
    {
      message: {
        item_count: 3,
        sources: ["tiingo", "finnhub"],
        tickers: ["AAPL", "MSFT", "TSLA"],
        ingested_at: now.toISOString(),
      },
      attributes: {
        sources: { DataType: "String", StringValue: "tiingo,finnhub" },
        item_count: { DataType: "String", StringValue: "3" },
      },
    },
  ]);
  expect(spansOf(span)).toEqual([{ name: span, annotations: { item_count: 3 } }]);
  expect(survived()).toEqual([]);
});

it("a run that stores nothing new tells nothing", async () => {
  const entry = tiingoEntry();
  news.tiingo = () => [entry];
  await run();

  await run();

  expect(publishedTo("new-items")).toHaveLength(1);
});

it("stories whose scores could not be asked for are told of: they are in the table", async () => {
  news.tiingo = () => [tiingoEntry()];
  sns.on(PublishBatchCommand, topicArn("analysis-requests")).rejects(new Error("no topic"));

  const failure = await failureOf(run());

  expect(failure).toMatchObject({ name: "UnscoredStoriesError" });
  expect(publishedTo("new-items")).toMatchObject([{ message: { item_count: 1 } }]);
  expect(survived()).toEqual([]);
});

it("notification_delivery: a notice that cannot be published is recorded, the run goes on", async () => {
  news.tiingo = () => [tiingoEntry(), tiingoEntry()];
  sns.on(PublishBatchCommand, topicArn("new-items")).rejects(new Error("no topic"));

  const summary = await run();

  expect(summary).toMatchObject({ new_items: 2, unpublished: 0 });
  expect(publishedTo("analysis-requests")).toHaveLength(2);
  expect(spansOf(span)).toEqual([failedSpan("PublishError", 2)]);
  expect(survived()).toEqual(["notification_delivery"]);
  expect(people()).toContainEqual(expect.objectContaining({ entity_type: "COLLECTION_EVENT", status: "success" }));
});

it("notification_delivery: a notice for which there is no time is recorded as not delivered", async () => {
  news.tiingo = () => [tiingoEntry()];
  let left = 60_000;
  sns.on(PublishBatchCommand, topicArn("analysis-requests")).callsFake(() => {
    left = 2_000;
    return {};
  });

  await handler({}, { ...lambdaContext(contract), getRemainingTimeInMillis: () => left });

  expect(publishedTo("new-items")).toEqual([]);
  expect(spansOf(span)).toEqual([failedSpan("OutOfTimeError", 1)]);
  expect(survived()).toEqual(["notification_delivery"]);
});

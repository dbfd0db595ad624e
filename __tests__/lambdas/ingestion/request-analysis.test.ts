import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { expect, it, vi } from "vitest";
import { ingestion as contract } from "../../../lambdas/ingestion/contract.ts";
import { lambdaContext } from "../../helpers/lambda-environment.ts";
import { failureOf, ingestionFunction } from "./ingestion-function.ts";
import { tiingoEntry } from "./news-server.ts";
import { recordedSpans } from "./recorded-spans.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const ingestion = await ingestionFunction(recorded.spans);
const { handler, news, sns, run, spansOf, emitted } = ingestion;
const root = "SentimentAnalyzer";
const requestsTopic = { TopicArn: "arn:aws:sns:us-east-1:111122223333:test-sentiment-analysis-requests" };

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

import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it, vi } from "vitest";
import { metrics as contract } from "../../../lambdas/metrics/contract.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { captureStdout } from "../../helpers/stdout.ts";

stubLambdaEnvironment(contract);
const { handler } = await import("../../../lambdas/metrics/handler.ts");
const tables = mockClient(DynamoDBDocumentClient);
const cloudWatch = mockClient(CloudWatchClient);

beforeEach(() => {
  tables.reset();
  cloudWatch.reset();
  vi.useFakeTimers({ now: new Date("2026-01-05T12:00:00.000Z"), toFake: ["Date"] });
});

it("D2: counts stuck items over all pages by the time of ingestion", async () => {
  tables
    .on(QueryCommand)
    .resolvesOnce({ Count: 1000, LastEvaluatedKey: { source_id: "a" } })
    .resolvesOnce({ Count: 7 });

  const answer = await handler({}, lambdaContext(contract));

  expect(answer).toEqual({ stuck_items: 1007, stuck_after_minutes: 5 });
  const [first, second] = tables.commandCalls(QueryCommand).map(({ args }) => args[0].input);
  expect(first).toMatchObject({ TableName: "test-sentiment-items", IndexName: "by_status", Select: "COUNT" });
  expect(first?.ExpressionAttributeValues).toEqual({ ":pending": "pending", ":limit": "2026-01-05T11:55:00.000Z" });
  expect(first?.FilterExpression).toBe("#ingested_at < :limit");
  expect(first?.ExpressionAttributeNames).toEqual({ "#status": "status", "#ingested_at": "ingested_at" });
  expect(second?.ExclusiveStartKey).toEqual({ source_id: "a" });
});

it("D11 FR-126: sends count and heartbeat in one call, with exactly the dimensions that the alarms name", async () => {
  tables.on(QueryCommand).resolves({ Count: 3 });

  await handler({}, lambdaContext(contract));

  const sent = cloudWatch.commandCalls(PutMetricDataCommand).map(({ args }) => args[0].input);
  const Dimensions = [{ Name: "Environment", Value: "test" }];
  expect(sent).toEqual([
    {
      Namespace: "SentimentAnalyzer",
      MetricData: [
        { MetricName: "StuckItems", Unit: "Count", Value: 3, Dimensions },
        { MetricName: "EmissionHeartbeat", Unit: "Count", Value: 1, Dimensions },
      ],
    },
  ]);
});

it("D11: fails and leaves one line per metric behind when CloudWatch does not take them", async () => {
  tables.on(QueryCommand).resolves({ Count: 3 });
  cloudWatch.on(PutMetricDataCommand).rejects(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));
  const stdout = captureStdout();

  const failure = await handler({}, lambdaContext(contract)).catch((error: unknown) => error);

  stdout.restore();
  expect(failure).toMatchObject({ name: "ThrottlingException" });
  expect(cloudWatch.commandCalls(PutMetricDataCommand)).toHaveLength(1);
  const fallback = stdout
    .lines()
    .map((line) => JSON.parse(line))
    .filter((line) => line.metric_fallback === true);
  expect(fallback).toMatchObject([
    { metric_name: "StuckItems", exception_type: "ThrottlingException", exception_message: "slow down" },
    { metric_name: "EmissionHeartbeat", exception_type: "ThrottlingException", exception_message: "slow down" },
  ]);
});

it("D11: fails and sends no heartbeat when the items cannot be counted", async () => {
  tables.on(QueryCommand).rejects(new Error("no such table"));

  await expect(handler({}, lambdaContext(contract))).rejects.toThrow("no such table");

  expect(cloudWatch.commandCalls(PutMetricDataCommand)).toHaveLength(0);
});

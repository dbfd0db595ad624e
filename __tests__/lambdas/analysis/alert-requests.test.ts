import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it, vi } from "vitest";
import { analysis as contract } from "../../../lambdas/analysis/contract.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { captureStdout } from "../../helpers/stdout.ts";
import { analysisRequest, pendingItem, topicEvent } from "./articles.ts";
import { mockedTopics } from "./mocked-topics.ts";
import { type TransactionalTables, transactionalTables } from "./transactional-tables.ts";

vi.mock("../../../lambdas/shared/back-off.ts", () => ({ backOff: async () => {} }));
stubLambdaEnvironment(contract);
const { handler } = await import("../../../lambdas/analysis/handler.ts");
const client = mockClient(DynamoDBDocumentClient);
const topics = mockedTopics();
const itemsTable = "test-sentiment-items";
let tables: TransactionalTables;

beforeEach(() => {
  client.reset();
  topics.reset();
  tables = transactionalTables(client);
  vi.useFakeTimers({ now: new Date("2026-01-05T12:00:00.000Z"), toFake: ["Date"] });
});

const deliver = (event: unknown) => handler(event, lambdaContext(contract));
const asked = () => topics.askedOf("notifications").map(({ message }) => message);
const evaluation = (...tickers: readonly string[]) => ({ notification_type: "evaluate_alerts", tickers });

it("D12: asks for a look at the alerts of a story's tickers, each once, after its score is stored", async () => {
  const request = analysisRequest({ matched_tickers: ["MSFT", "AAPL", "MSFT"] });
  tables.put(itemsTable, pendingItem(request));
  let statusWhenAsked: unknown;
  topics.client.on(PublishBatchCommand).callsFake(() => {
    statusWhenAsked = tables.of(itemsTable)[0]?.status;
    return {};
  });

  await deliver(topicEvent(request));

  expect(topics.askedOf("notifications")).toEqual([
    {
      message: evaluation("AAPL", "MSFT"),
      attributes: { notification_type: { DataType: "String", StringValue: "evaluate_alerts" } },
    },
  ]);
  expect(statusWhenAsked).toBe("analyzed");
});

it("asks for nothing where a story has no tickers", async () => {
  const request = analysisRequest({ matched_tickers: [] });
  tables.put(itemsTable, pendingItem(request));

  await deliver(topicEvent(request));

  expect(topics.client.calls()).toHaveLength(0);
});

it("asks for nothing where no score was stored", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, pendingItem(request));
  tables.faults.push("crash");

  await deliver(topicEvent(request)).catch(() => {});

  expect(asked()).toEqual([]);
});

it("D12: a crash between storing and asking is cured by the redelivery", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, pendingItem(request));
  tables.faults.push("lost-answer");

  await expect(deliver(topicEvent(request))).rejects.toThrow("lost");
  const afterCrash = asked();
  const redelivery = await deliver(topicEvent(request));

  expect(tables.of(itemsTable)).toMatchObject([{ status: "analyzed" }]);
  expect(afterCrash).toEqual([]);
  expect(redelivery).toEqual({ analyzed: 0, duplicates: 1, unfinished: 0 });
  expect(asked()).toEqual([evaluation("AAPL")]);
});

it("D9: fails where the topic takes nothing, so that the redelivery asks; the score is added up once", async () => {
  const request = analysisRequest();
  tables.put(itemsTable, pendingItem(request));
  topics.client.on(PublishBatchCommand).rejectsOnce(new Error("no topic")).resolves({});
  const stdout = captureStdout();

  const failure = await deliver(topicEvent(request)).catch((error: unknown) => error);
  stdout.restore();
  await deliver(topicEvent(request));

  expect(failure).toMatchObject({ name: "PublishError" });
  expect(stdout.metrics().map(({ name }) => name)).toContain("AnalysisErrors");
  expect(asked()).toEqual([evaluation("AAPL"), evaluation("AAPL")]);
  expect(tables.committed).toHaveLength(1);
});

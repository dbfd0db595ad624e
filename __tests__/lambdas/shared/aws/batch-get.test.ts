import { BatchGetCommand, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it, vi } from "vitest";
import { batchGet } from "../../../../lambdas/shared/aws/dynamodb.ts";
import type { Granted } from "../../../../lambdas/shared/contract/index.ts";
import { useTracing } from "../../../../lambdas/shared/tracing/tracing.ts";
import { untraced } from "../../../helpers/untraced.ts";

vi.mock("../../../../lambdas/shared/back-off.ts", () => ({ backOff: async () => {} }));
const table = "things" as Granted<"dynamodb:BatchGetItem">;
const client = mockClient(DynamoDBDocumentClient);
useTracing(untraced);

beforeEach(() => {
  client.reset();
});

const keysOfCalls = () =>
  client.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems?.[table]?.Keys);

it("asks again for what was left unprocessed, with the same options, and gives back all rows", async () => {
  client
    .on(BatchGetCommand)
    .resolvesOnce({
      Responses: { [table]: [{ id: 1 }] },
      UnprocessedKeys: { [table]: { Keys: [{ id: 2 }, { id: 3 }] } },
    })
    .resolvesOnce({ Responses: { [table]: [{ id: 3 }] } });

  const rows = await batchGet(table, { Keys: [{ id: 1 }, { id: 2 }, { id: 3 }], ConsistentRead: true });

  expect(rows).toEqual([{ id: 1 }, { id: 3 }]);
  expect(keysOfCalls()).toEqual([
    [{ id: 1 }, { id: 2 }, { id: 3 }],
    [{ id: 2 }, { id: 3 }],
  ]);
  const options = client.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems?.[table]);
  expect(options.map((each) => each?.ConsistentRead)).toEqual([true, true]);
});

it("gives up after five attempts: a row that was not read is not a row that does not exist", async () => {
  client.on(BatchGetCommand).resolves({ UnprocessedKeys: { [table]: { Keys: [{ id: 1 }] } } });

  const failure = await batchGet(table, { Keys: [{ id: 1 }] }).catch((error: unknown) => error);

  expect(failure).toMatchObject({ name: "UnreadRowsError" });
  expect(keysOfCalls()).toHaveLength(5);
});

it("asks nothing for no keys, which DynamoDB would refuse", async () => {
  const rows = await batchGet(table, { Keys: [] });

  expect(rows).toEqual([]);
  expect(keysOfCalls()).toEqual([]);
});

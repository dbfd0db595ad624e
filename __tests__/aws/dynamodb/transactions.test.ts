import { describe, expect, it } from "vitest";
import { accountWithTable, refusal, send, storyKey } from "../account.ts";

const key = (id: string) => ({ ...storyKey, source_id: { S: id } });
const put = (id: string, more: object = {}) => ({ Put: { TableName: "t", Item: key(id), ...more } });
const check = (id: string) => ({
  ConditionCheck: { TableName: "t", Key: key(id), ConditionExpression: "attribute_exists(source_id)" },
});
const increment = (id: string) => ({
  Update: {
    TableName: "t",
    Key: key(id),
    UpdateExpression: "ADD #count :one",
    ExpressionAttributeNames: { "#count": "count" },
    ExpressionAttributeValues: { ":one": { N: "1" } },
  },
});

describe("transactions", () => {
  it("write all entries of every kind", () => {
    const account = accountWithTable();
    for (const id of ["checked", "deleted"]) send(account, "PutItem", { Item: key(id) });
    const entries = [
      check("checked"),
      put("put"),
      increment("new"),
      { Delete: { TableName: "t", Key: key("deleted") } },
    ];

    const answer = send(account, "TransactWriteItems", { TransactItems: entries });

    expect(answer).toEqual({});
    expect(account.dynamoDb.items("t")).toEqual([key("checked"), key("put"), { ...key("new"), count: { N: "1" } }]);
  });

  it("write nothing where one condition fails, and say which, in the order of the entries", () => {
    const account = accountWithTable();
    const onlyNew = {
      ConditionExpression: "attribute_not_exists(source_id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    };
    send(account, "PutItem", { Item: key("there") });

    const answer = send(account, "TransactWriteItems", {
      TransactItems: [
        put("new"),
        check("missing"),
        put("there", onlyNew),
        put("other", { Item: { ...key("o"), status: { N: "1" } } }),
      ],
    });

    expect(answer).toMatchObject({
      error: "TransactionCanceledException",
      message: expect.stringContaining("[None, ConditionalCheckFailed, ConditionalCheckFailed, ValidationError]"),
      CancellationReasons: [
        { Code: "None" },
        { Code: "ConditionalCheckFailed" },
        { Code: "ConditionalCheckFailed", Item: key("there") },
        { Code: "ValidationError" },
      ],
    });
    expect(account.dynamoDb.items("t")).toEqual([key("there")]);
  });

  it("hold all conditions against what was there before", () => {
    const account = accountWithTable();

    expect(refusal(account, "TransactWriteItems", { TransactItems: [put("a"), check("a")] })).toContain(
      "multiple operations",
    );
    expect(refusal(account, "TransactWriteItems", { TransactItems: [put("a"), check("b")] })).toContain(
      "ConditionalCheckFailed",
    );
    expect(account.dynamoDb.items("t")).toEqual([]);
  });

  it.each([
    ["101 entries", Array.from({ length: 101 }, (_, index) => put(String(index))), "less than or equal to 100"],
    ["no entry", [], "greater than or equal to 1"],
    ["an entry of two kinds", [{ ...put("a"), ...check("b") }], "only contain one of"],
    ["a check without condition", [{ ConditionCheck: { TableName: "t", Key: key("a") } }], "ConditionExpression"],
    [
      "a reserved word",
      [{ Update: { TableName: "t", Key: key("a"), UpdateExpression: "REMOVE status" } }],
      "reserved keyword",
    ],
  ])("%s is refused whole", (_, TransactItems, message) => {
    expect(refusal(accountWithTable(), "TransactWriteItems", { TransactItems })).toMatch(
      new RegExp(`^ValidationException: .*${message}`),
    );
  });

  it("100 entries are taken", () => {
    const TransactItems = Array.from({ length: 100 }, (_, index) => put(String(index)));

    expect(refusal(accountWithTable(), "TransactWriteItems", { TransactItems })).toBeUndefined();
  });

  it("that come again with their token are written once; another one with that token is refused", () => {
    const account = accountWithTable();
    const input = { ClientRequestToken: "token", TransactItems: [increment("a")] };

    const answers = [send(account, "TransactWriteItems", input), send(account, "TransactWriteItems", input)];
    const other = refusal(account, "TransactWriteItems", { ...input, TransactItems: [increment("b")] });

    expect(answers).toEqual([{}, {}]);
    expect(account.dynamoDb.rows("t")).toMatchObject([{ count: 1 }]);
    expect(other).toContain("IdempotentParameterMismatchException");
  });
});

describe("batches", () => {
  it("leave keys unprocessed on request, and give the rest", () => {
    const account = accountWithTable();
    account.dynamoDb.put("t", ...["a", "b", "c"].map((source_id) => ({ source_id, timestamp: storyKey.timestamp.S })));
    account.dynamoDb.limits.entriesPerBatch = 2;

    const read = send(account, "BatchGetItem", { RequestItems: { t: { Keys: ["a", "none", "c"].map(key) } } });

    expect(read).toEqual({
      Responses: { t: [key("a")] },
      UnprocessedKeys: { t: { Keys: [key("c")] } },
    });
  });

  it("leave writes unprocessed on request", () => {
    const account = accountWithTable();
    account.dynamoDb.limits.entriesPerBatch = 1;
    const requests = ["a", "b"].map((id) => ({ PutRequest: { Item: key(id) } }));

    const answer = send(account, "BatchWriteItem", { RequestItems: { t: requests } });

    expect(answer).toEqual({ UnprocessedItems: { t: [requests[1]] } });
    expect(account.dynamoDb.items("t")).toEqual([key("a")]);
  });

  it.each([
    ["a key twice", "BatchGetItem", { t: { Keys: [key("a"), key("a")] } }, "duplicates"],
    [
      "101 keys",
      "BatchGetItem",
      { t: { Keys: Array.from({ length: 101 }, (_, index) => key(`${index}`)) } },
      "Too many",
    ],
    ["no key", "BatchGetItem", { t: { Keys: [] } }, "greater than or equal to 1"],
    [
      "an item twice",
      "BatchWriteItem",
      { t: [{ PutRequest: { Item: key("a") } }, { DeleteRequest: { Key: key("a") } }] },
      "duplicates",
    ],
    [
      "26 writes",
      "BatchWriteItem",
      { t: Array.from({ length: 26 }, (_, index) => ({ DeleteRequest: { Key: key(`${index}`) } })) },
      "Too many",
    ],
  ])("%s: refused", (_, operation, RequestItems, message) => {
    expect(refusal(accountWithTable(), operation, { RequestItems })).toContain(message);
  });
});

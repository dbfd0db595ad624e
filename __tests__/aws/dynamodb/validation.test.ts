import { describe, expect, it } from "vitest";
import { accountWithTable, refusal, send, storyKey } from "../account.ts";

const query = {
  KeyConditionExpression: "#status = :pending",
  IndexName: "by_status",
  ExpressionAttributeNames: { "#status": "status" },
  ExpressionAttributeValues: { ":pending": { S: "pending" } },
};

describe("expressions are refused as DynamoDB refuses them", () => {
  it.each(["status", "Status", "timestamp", "count", "sources.name", "ttl", "data"])(
    "D29, D33: %s stands bare though it, or a part of it, is a reserved word",
    (name) => {
      const update = {
        Key: storyKey,
        UpdateExpression: `SET ${name} = :v`,
        ExpressionAttributeValues: { ":v": { N: "1" } },
      };

      expect(refusal(accountWithTable(), "UpdateItem", update)).toMatch(
        /^ValidationException: Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: /,
      );
    },
  );

  it("a bare name that is not reserved is taken", () => {
    const update = {
      Key: storyKey,
      UpdateExpression: "SET headline = :v",
      ExpressionAttributeValues: { ":v": { S: "x" } },
    };

    expect(refusal(accountWithTable(), "UpdateItem", update)).toBeUndefined();
  });

  it.each([
    [
      "D15: a filter on the sort key",
      { FilterExpression: "#timestamp > :pending" },
      { "#timestamp": "timestamp" },
      "Primary key attribute: timestamp",
    ],
    [
      "a filter on the partition key",
      { FilterExpression: "attribute_exists(#status)" },
      {},
      "Primary key attribute: status",
    ],
    ["a name that is not used", {}, { "#more": "more" }, "unused in expressions: keys: {#more}"],
    ["a name that is not defined", { FilterExpression: "#none = :pending" }, {}, "not defined; attribute name: #none"],
    [
      "a value that is not defined",
      { FilterExpression: "#other = :none" },
      { "#other": "other" },
      "not defined; attribute value: :none",
    ],
    ["a consistent read of an index", { ConsistentRead: true }, {}, "Consistent reads are not supported"],
    ["an index that is not there", { IndexName: "by_nothing" }, {}, "does not have the specified index: by_nothing"],
    ["a page of no rows", { Limit: 0 }, {}, "limit"],
    ["another start key", { ExclusiveStartKey: { status: { S: "pending" } } }, {}, "starting key is invalid"],
    [
      "a start key of another partition",
      { ExclusiveStartKey: { ...storyKey, status: { S: "analyzed" } } },
      {},
      "outside query boundaries",
    ],
    ["counting and projecting at once", { Select: "COUNT", ProjectionExpression: "headline" }, {}, "Cannot specify"],
    ["a member that the account does not know", { ScanFilter: {} }, {}, "does not know ScanFilter"],
    [
      "doubled parentheses",
      { FilterExpression: "((#other = :pending))" },
      { "#other": "other" },
      "redundant parentheses",
    ],
    ["bounds in the wrong order", { FilterExpression: "#n BETWEEN :b AND :a" }, { "#n": "n" }, "upper bound"],
    ["the same operand twice", { FilterExpression: "#n = #n" }, { "#n": "n" }, "must be distinct"],
    ["an order of what has none", { FilterExpression: "#n < :list" }, { "#n": "n" }, "Incorrect operand type"],
    ["a function that is none", { FilterExpression: "exists(#n)" }, { "#n": "n" }, "Invalid function name"],
    ["an unfinished condition", { FilterExpression: "#n =" }, { "#n": "n" }, "Syntax error"],
    ["a character that nothing begins with", { FilterExpression: "#n = $a" }, { "#n": "n" }, "Syntax error"],
  ])("%s", (_, changes, names, message) => {
    const values = { ":a": { N: "1" }, ":b": { N: "2" }, ":list": { L: [] } };
    const used = Object.entries(values).filter(([name]) => JSON.stringify(changes).includes(name));
    const input = {
      ...query,
      ...changes,
      ExpressionAttributeNames: { ...query.ExpressionAttributeNames, ...names },
      ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ...Object.fromEntries(used) },
    };

    expect(refusal(accountWithTable(), "Query", input)).toContain(message);
    expect(refusal(accountWithTable(), "Query", query)).toBeUndefined();
  });

  it.each([
    ["#status <> :pending", "<>"],
    ["#status > :pending", "not supported"],
    ["#status = :pending OR #status = :pending", "OR"],
    ["#status = :pending AND #status = :pending", "one condition per key"],
    ["attribute_exists(#status) AND #status = :pending", "not supported"],
  ])("the key condition %s", (KeyConditionExpression, message) => {
    expect(refusal(accountWithTable(), "Query", { ...query, KeyConditionExpression })).toContain(message);
  });
});

describe("items are refused as DynamoDB refuses them", () => {
  it.each([
    ["without its sort key", { source_id: { S: "a" } }, "Missing the key timestamp"],
    [
      "with a key of another type",
      { ...storyKey, timestamp: { N: "1" } },
      "Type mismatch for key timestamp expected: S actual: N",
    ],
    ["with an empty key", { ...storyKey, source_id: { S: "" } }, "empty string value. Key: source_id"],
    [
      "with an index key of another type",
      { ...storyKey, status: { BOOL: true } },
      "Type mismatch for Index Key status",
    ],
    ["with an empty index key", { ...storyKey, tag: { S: "" } }, "IndexName: by_tag, IndexKey: tag"],
    ["with an empty set", { ...storyKey, tags: { SS: [] } }, "may not be empty"],
    ["with a member twice", { ...storyKey, tags: { NS: ["1", "1.0"] } }, "duplicates"],
    ["with two types", { ...storyKey, a: { S: "x", N: "1" } }, "more than one datatypes"],
    ["with no type", { ...storyKey, a: {} }, "is empty"],
    ["with a long partition key", { ...storyKey, source_id: { S: "x".repeat(2_049) } }, "hashkey"],
    ["above 400 KB", { ...storyKey, text: { S: "x".repeat(409_600) } }, "Item size"],
  ])("%s", (_, Item, message) => {
    expect(refusal(accountWithTable(), "PutItem", { Item })).toContain(message);
  });

  it("an item of exactly 400 KB is taken", () => {
    const others = "source_iddedup:1timestamp2026-01-05T12:00:00.000Ztext".length;
    const text = { S: "x".repeat(409_600 - others) };

    expect(refusal(accountWithTable(), "PutItem", { Item: { ...storyKey, text } })).toBeUndefined();
    expect(refusal(accountWithTable(), "PutItem", { Item: { ...storyKey, text: { S: `${text.S}x` } } })).toContain(
      "size",
    );
  });

  it.each([
    ["more than the key", { ...storyKey, status: { S: "x" } }],
    ["less than the key", { source_id: { S: "x" } }],
    ["a key of another type", { ...storyKey, timestamp: { N: "1" } }],
  ])("an item is not asked for by %s", (_, Key) => {
    expect(refusal(accountWithTable(), "GetItem", { Key })).toContain("does not match the schema");
  });

  it("a table that is not there is said", () => {
    expect(send(accountWithTable(), "GetItem", { TableName: "other", Key: storyKey })).toMatchObject({
      error: "ResourceNotFoundException",
    });
  });
});

import { describe, expect, it } from "vitest";
import { accountWithTable, refusal, send, storyKey } from "../account.ts";

const before = {
  ...storyKey,
  count: { N: "0.1" },
  tags: { SS: ["a", "b"] },
  list: { L: [{ S: "x" }, { S: "y" }, { S: "z" }] },
  map: { M: { inner: { M: { deep: { N: "1" } } }, other: { S: "o" } } },
};

/** An account that holds `before`, and an update of it whose names stand for themselves. */
function update(UpdateExpression: string, values: object, more: object = {}) {
  const account = accountWithTable();
  account.dynamoDb.answer("PutItem", { TableName: "t", Item: before });
  const names = [...UpdateExpression.matchAll(/#(\w+)/g)].map(([placeholder, name]) => [placeholder, name]);
  const input = {
    Key: storyKey,
    UpdateExpression,
    ExpressionAttributeNames: Object.fromEntries(names),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
    ...more,
  };
  return { account, input, after: () => send(account, "UpdateItem", { ReturnValues: "ALL_NEW", ...input }).Attributes };
}

describe("updates", () => {
  it.each([
    ["SET #count = #count + :n", { ":n": { N: "0.2" } }, { count: { N: "0.3" } }],
    ["SET #count = #count - :n", { ":n": { N: "0.1" } }, { count: { N: "0" } }],
    ["SET #new = if_not_exists(#new, :n) + :n", { ":n": { N: "5" } }, { new: { N: "10" } }],
    [
      "SET #list = list_append(:l, #list)",
      { ":l": { L: [{ S: "w" }] } },
      { list: { L: [{ S: "w" }, ...before.list.L] } },
    ],
    ["SET #list[1] = :s", { ":s": { S: "new" } }, { list: { L: [{ S: "x" }, { S: "new" }, { S: "z" }] } }],
    ["SET #list[9] = :s", { ":s": { S: "end" } }, { list: { L: [...before.list.L, { S: "end" }] } }],
    ["REMOVE #list[0], #list[1]", {}, { list: { L: [{ S: "z" }] } }],
    [
      "SET #map.#inner.#deep = :n",
      { ":n": { N: "2" } },
      { map: { M: { inner: { M: { deep: { N: "2" } } }, other: { S: "o" } } } },
    ],
    ["REMOVE #map.#other", {}, { map: { M: { inner: before.map.M.inner } } }],
    ["ADD #count :n", { ":n": { N: "1" } }, { count: { N: "1.1" } }],
    ["ADD #fresh :n", { ":n": { N: "1" } }, { fresh: { N: "1" } }],
    ["ADD #tags :t", { ":t": { SS: ["b", "c"] } }, { tags: { SS: ["a", "b", "c"] } }],
    ["DELETE #tags :t", { ":t": { SS: ["a"] } }, { tags: { SS: ["b"] } }],
    ["set #count = :n add #other :n", { ":n": { N: "3" } }, { count: { N: "3" }, other: { N: "3" } }],
    ["SET #a = #count, #count = :n", { ":n": { N: "9" } }, { a: { N: "0.1" }, count: { N: "9" } }],
  ])("%s", (expression, values, changes) => {
    expect(update(expression, values).after()).toEqual({ ...before, ...changes });
  });

  it("the last member of a set takes the attribute with it", () => {
    expect(update("DELETE #tags :t", { ":t": { SS: ["a", "b"] } }).after()).not.toHaveProperty("tags");
  });

  it.each([
    ["SET #nothing.#a = :n", { ":n": { N: "1" } }, "document path provided in the update expression is invalid"],
    ["SET #count = #nothing + :n", { ":n": { N: "1" } }, "does not exist in the item"],
    ["SET #list = list_append(#count, :l)", { ":l": { L: [] } }, "incorrect data type"],
    ["ADD #list :n", { ":n": { N: "1" } }, "incorrect data type"],
    ["ADD #count :s", { ":s": { S: "1" } }, "Incorrect operand type"],
    ["SET #source_id = :s", { ":s": { S: "1" } }, "part of the key"],
    ["REMOVE #timestamp", {}, "part of the key"],
    ["SET #map = :s, #map.#a = :s", { ":s": { S: "1" } }, "overlap"],
    ["SET #map.#a = :s, #map[0] = :s", { ":s": { S: "1" } }, "conflict"],
    ["SET #count = :n SET #other = :n", { ":n": { N: "1" } }, "only be used once"],
    ["SET #status = :n", { ":n": { N: "1" } }, "Index Key status"],
    ["SET #count = :n", { ":n": { N: "1" }, ":m": { N: "1" } }, "unused"],
  ])("%s is refused and changes nothing", (expression, values, message) => {
    const { account, input } = update(expression, values);

    expect(refusal(account, "UpdateItem", input)).toContain(message);
    expect(account.dynamoDb.items("t")).toEqual([before]);
  });

  it.each([
    ["NONE", undefined],
    ["ALL_OLD", before],
    ["UPDATED_OLD", { map: { M: { inner: { M: { deep: { N: "1" } } } } } }],
    ["UPDATED_NEW", { map: { M: { inner: { M: { deep: { N: "7" } } } } } }],
  ])("ReturnValues %s", (ReturnValues, expected) => {
    const { account, input } = update("SET #map.#inner.#deep = :n", { ":n": { N: "7" } }, { ReturnValues });

    expect(send(account, "UpdateItem", input).Attributes).toEqual(expected);
  });

  it("makes an item that is not there, but not by taking away", () => {
    const account = accountWithTable();
    const remove = { UpdateExpression: "REMOVE headline" };
    const set = { UpdateExpression: "SET headline = :h", ExpressionAttributeValues: { ":h": { S: "x" } } };

    send(account, "UpdateItem", { Key: storyKey, ...remove });
    const afterRemove = account.dynamoDb.items("t");
    send(account, "UpdateItem", { Key: storyKey, ...set });

    expect(afterRemove).toEqual([]);
    expect(account.dynamoDb.items("t")).toEqual([{ ...storyKey, headline: { S: "x" } }]);
  });
});

import { type Call, tableName } from "./calls.ts";

/** A request that DynamoDB refuses whatever is stored. */
export interface MalformedCall {
  readonly name: string;
  readonly call: Call;
  /** What AWS answers. */
  readonly error: string;
  /** Whether moto refuses it with the same error; false where it takes it, fails itself or has another error. */
  readonly isRefusedByMoto: boolean;
}

const TableName = tableName;
const Key = { id: { S: "a" }, rank: { N: "1" } };
const one = { N: "1" };

const unknownTable = "a table that is not there";

/** What moto takes, fails at itself or answers with another error. */
const otherwiseInMoto: ReadonlySet<string> = new Set([
  "a filter on a key (D15)",
  "a value that is not used",
  "a value that is not defined",
  "a name that is not defined",
  "an index that is not there",
  "a key of a wrong type",
  "a key with too much",
  "an index key of a wrong type",
  "a set with a member twice",
  "a number of 39 digits",
  "a batch of 26 writes",
]);

function refused(name: string, operation: string, input: object): MalformedCall {
  return {
    name,
    call: { operation, input: { TableName, ...input } },
    error: name === unknownTable ? "ResourceNotFoundException" : "ValidationException",
    isRefusedByMoto: !otherwiseInMoto.has(name),
  };
}

interface QueryParts {
  readonly names?: object;
  readonly values?: object;
  readonly [member: string]: unknown;
}

/** A query of the partition `a`, changed in one respect. */
function query(name: string, { names, values, ...input }: QueryParts): MalformedCall {
  return refused(name, "Query", {
    KeyConditionExpression: "#id = :id",
    ...input,
    ExpressionAttributeNames: { "#id": "id", ...names },
    ExpressionAttributeValues: { ":id": { S: "a" }, ...values },
  });
}

function update(name: string, UpdateExpression: string, values: object, names: object = {}): MalformedCall {
  const isEmpty = (part: object) => Object.keys(part).length === 0;
  return refused(name, "UpdateItem", {
    Key,
    UpdateExpression,
    ...(isEmpty(values) ? {} : { ExpressionAttributeValues: values }),
    ...(isEmpty(names) ? {} : { ExpressionAttributeNames: names }),
  });
}

export const malformedCalls: readonly MalformedCall[] = [
  query("a reserved word in a filter (D29, D33)", { FilterExpression: "status = :s", values: { ":s": { S: "x" } } }),
  query("a filter on a key (D15)", {
    FilterExpression: "#rank > :n",
    names: { "#rank": "rank" },
    values: { ":n": one },
  }),
  query("a name that is not used", { names: { "#unused": "unused" } }),
  query("a value that is not used", { values: { ":unused": one } }),
  query("a value that is not defined", { FilterExpression: "#id2 = :none", names: { "#id2": "other" } }),
  query("a name that is not defined", { FilterExpression: "#none = :id" }),
  query("an index that is not there", { IndexName: "by_nothing" }),
  query("a consistent read of an index", {
    IndexName: "by_group",
    KeyConditionExpression: "#id = :id",
    names: { "#id": "group" },
    ConsistentRead: true,
  }),
  query("a condition without the partition key", {
    names: { "#id": "rank" },
    values: { ":id": one },
  }),
  update("a reserved word in an update", "SET status = :s", { ":s": one }),
  update("a change of the key", "SET #rank = :n", { ":n": one }, { "#rank": "rank" }),
  update("overlapping paths", "SET #m = :n, #m.#a = :n", { ":n": one }, { "#m": "m", "#a": "a" }),
  update("a clause that comes twice", "SET #a = :n SET #b = :n", { ":n": one }, { "#a": "a", "#b": "b" }),
  update("a text added to a number", "ADD #a :s", { ":s": { S: "x" } }, { "#a": "a" }),
  update("a missing operand", "SET #a = #b + :n", { ":n": one }, { "#a": "a", "#b": "b" }),
  update("a map that is not there", "SET #a.#b = :n", { ":n": one }, { "#a": "a", "#b": "b" }),
  update("an empty update", "", {}),
  update("a name of no function", "SET #a = first(#b)", {}, { "#a": "a", "#b": "b" }),
  refused("a key of a wrong type", "GetItem", { Key: { id: { N: "1" }, rank: one } }),
  refused("a key with too much", "GetItem", { Key: { ...Key, place: { S: "x" } } }),
  refused("a key with too little", "GetItem", { Key: { id: { S: "a" } } }),
  refused("an item without its key", "PutItem", { Item: { id: { S: "a" } } }),
  refused("an empty key", "PutItem", { Item: { ...Key, id: { S: "" } } }),
  refused("an index key of a wrong type", "PutItem", { Item: { ...Key, group: one } }),
  refused("an empty index key", "PutItem", { Item: { ...Key, group: { S: "" } } }),
  refused("an item above 400 KB", "PutItem", { Item: { ...Key, text: { S: "x".repeat(410_000) } } }),
  refused("an empty set", "PutItem", { Item: { ...Key, tags: { SS: [] } } }),
  refused("a set with a member twice", "PutItem", { Item: { ...Key, tags: { SS: ["a", "a"] } } }),
  refused("a number that is none", "PutItem", { Item: { ...Key, number: { N: "one" } } }),
  refused("a number of 39 digits", "PutItem", { Item: { ...Key, number: { N: "1".repeat(39) } } }),
  refused(unknownTable, "GetItem", { TableName: "nothing", Key }),
  refused("a transaction of 101 writes", "TransactWriteItems", {
    TableName: undefined,
    TransactItems: Array.from({ length: 101 }, (_, rank) => ({
      Put: { TableName, Item: { id: { S: "a" }, rank: { N: String(rank) } } },
    })),
  }),
  refused("two writes of one item in a transaction", "TransactWriteItems", {
    TableName: undefined,
    TransactItems: [{ Put: { TableName, Item: Key } }, { Put: { TableName, Item: Key } }],
  }),
  refused("a batch of 26 writes", "BatchWriteItem", {
    TableName: undefined,
    RequestItems: {
      [TableName]: Array.from({ length: 26 }, (_, rank) => ({
        PutRequest: { Item: { id: { S: "a" }, rank: { N: String(rank) } } },
      })),
    },
  }),
  refused("a batch that reads one key twice", "BatchGetItem", {
    TableName: undefined,
    RequestItems: { [TableName]: { Keys: [Key, Key] } },
  }),
];

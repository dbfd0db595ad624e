import fc from "fast-check";
import { tableDefinition } from "../../../lambdas/shared/contract/index.ts";
import type { Item } from "../../aws/dynamodb/attribute-value.ts";
import { anyCondition } from "./conditions.ts";
import {
  anyList,
  anyMap,
  anyNumber,
  anyTags,
  anyText,
  type ExpressionPart,
  expressionMembers,
  joined,
  part,
} from "./expression-part.ts";
import { anyUpdate } from "./updates.ts";

/** A request to DynamoDB. */
export interface Call {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A table with a number as its sort key, and an index. */
export const things = tableDefinition({
  name: "things",
  partitionKey: { name: "id", type: "S" },
  sortKey: { name: "rank", type: "N" },
  indexes: { by_group: { partitionKey: { name: "group", type: "S" }, sortKey: { name: "place", type: "S" } } },
});

export const tableName = "test-sentiment-things";
const TableName = tableName;

const anyKey = fc.record({
  id: fc.constantFrom("a", "b").map((S) => ({ S })),
  rank: fc.constantFrom("-2", "0", "1", "1.5", "10").map((N) => ({ N })),
});

/** Items whose place in the index is theirs alone, because rows of one place have no documented order. */
const anyItem: fc.Arbitrary<Item> = fc
  .record({
    key: anyKey,
    letter: fc.constantFrom("p", "q"),
    others: fc.record(
      {
        group: fc.constantFrom("x", "y").map((S) => ({ S })),
        number: anyNumber,
        text: anyText,
        tags: anyTags,
        list: anyList,
        map: anyMap,
        flag: fc.boolean().map((BOOL) => ({ BOOL })),
        nothing: fc.constant({ NULL: true as const }),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ key, letter, others }) => ({
    ...(others as Item),
    ...key,
    place: { S: `${letter}-${key.id.S}-${key.rank.N}` },
  }));

const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const defined = (input: object) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

const anyProjection = fc
  .subarray(["#id", "#rank", "#text", "#tags", "#map.#a", "#list[1]"], { minLength: 1 })
  .map((paths) => part(paths.join(", ")));

const anyPut = fc
  .tuple(anyItem, sometimes(anyCondition))
  .map(([Item, condition]) => ({ TableName, Item, ...expressionMembers({ ConditionExpression: condition }) }));
const anyDelete = fc
  .tuple(anyKey, sometimes(anyCondition))
  .map(([Key, condition]) => ({ TableName, Key, ...expressionMembers({ ConditionExpression: condition }) }));
/** An update that only takes away is asked of items that exist: of others moto makes something, and AWS does not. */
const anyChange = fc.tuple(anyKey, anyUpdate, sometimes(anyCondition)).map(([Key, update, condition]) => {
  const isThere = /\b(?:SET|ADD) /.test(update.text) ? [] : [part("attribute_exists(#id)")];
  const conditions = condition === undefined ? isThere : [...isThere, condition];
  return {
    TableName,
    Key,
    ...expressionMembers({
      UpdateExpression: update,
      ConditionExpression:
        conditions.length === 0
          ? undefined
          : joined(conditions, (texts) => texts.map((each) => `(${each})`).join(" AND ")),
    }),
  };
});
const anyCheck = fc
  .tuple(anyKey, anyCondition)
  .map(([Key, condition]) => ({ TableName, Key, ...expressionMembers({ ConditionExpression: condition }) }));

const withReturnValues = <T extends object>(input: fc.Arbitrary<T>, ...choices: readonly string[]) =>
  fc
    .tuple(input, sometimes(fc.constantFrom(...choices)))
    .map(([given, ReturnValues]) => defined({ ...given, ReturnValues }) as Call["input"]);

const anyRange: fc.Arbitrary<ExpressionPart | undefined> = sometimes(
  fc.oneof(
    fc
      .tuple(fc.constantFrom("=", "<", "<=", ">", ">="), fc.constantFrom("-2", "1", "1.5"))
      .map(([comparator, N]) => part(`#rank ${comparator} ?`, { N })),
    fc.constant(part("#rank BETWEEN ? AND ?", { N: "0" }, { N: "1.5" })),
  ),
);

const keyCondition = (partition: ExpressionPart, sort: ExpressionPart | undefined) =>
  joined(sort === undefined ? [partition] : [partition, sort], (texts) => texts.join(" AND "));

const anyTarget = fc.oneof(
  fc
    .tuple(fc.constantFrom("a", "b"), anyRange)
    .map(([S, range]) => ({ index: undefined, condition: keyCondition(part("#id = ?", { S }), range) })),
  fc.tuple(fc.constantFrom("x", "y"), sometimes(fc.constantFrom("p", "q-a"))).map(([S, start]) => ({
    index: "by_group",
    condition: keyCondition(
      part("#group = ?", { S }),
      start === undefined ? undefined : part("begins_with(#place, ?)", { S: start }),
    ),
  })),
);

/** A filter may not name the keys of what is queried: `group` is one of the index. */
const anyFilter = anyCondition.filter(({ names }) => !Object.values(names).includes("group"));

const anyQuery = fc
  .record({
    target: anyTarget,
    filter: sometimes(anyFilter),
    projection: sometimes(anyProjection),
    isCount: fc.boolean(),
    ScanIndexForward: sometimes(fc.boolean()),
    Limit: sometimes(fc.integer({ min: 1, max: 4 })),
  })
  .map(({ target, filter, projection, isCount, ScanIndexForward, Limit }) =>
    defined({
      TableName,
      IndexName: target.index,
      ScanIndexForward,
      Limit,
      Select: isCount ? "COUNT" : undefined,
      ...expressionMembers({
        KeyConditionExpression: target.condition,
        FilterExpression: filter,
        ProjectionExpression: isCount ? undefined : projection,
      }),
    }),
  );

const anyKeys = fc.uniqueArray(anyKey, { minLength: 1, maxLength: 4, selector: (key) => JSON.stringify(key) });
const keyOf = ({ id, rank }: Item) => JSON.stringify([id, rank]);

const anyEntry = fc.oneof(
  anyPut.map((Put) => ({ Put })),
  anyChange.map((Update) => ({ Update })),
  anyDelete.map((Delete) => ({ Delete })),
  anyCheck.map((ConditionCheck) => ({ ConditionCheck })),
);

const call = (operation: string) => (input: object) => ({ operation, input: input as Call["input"] });

/** Requests that are well formed; some of them fail for what is stored. */
export const anyWellFormedCall: fc.Arbitrary<Call> = fc.oneof(
  { weight: 4, arbitrary: withReturnValues(anyPut, "NONE", "ALL_OLD").map(call("PutItem")) },
  {
    weight: 5,
    arbitrary: withReturnValues(anyChange, "NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW").map(
      call("UpdateItem"),
    ),
  },
  { weight: 1, arbitrary: withReturnValues(anyDelete, "NONE", "ALL_OLD").map(call("DeleteItem")) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyKey, sometimes(anyProjection))
      .map(([Key, projection]) => ({ TableName, Key, ...expressionMembers({ ProjectionExpression: projection }) }))
      .map(call("GetItem")),
  },
  { weight: 5, arbitrary: anyQuery.map(call("Query")) },
  {
    weight: 1,
    arbitrary: anyKeys.map((Keys) => call("BatchGetItem")({ RequestItems: { [TableName]: { Keys } } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(anyItem, { minLength: 1, maxLength: 4, selector: keyOf })
      .map((items) => items.map((Item) => ({ PutRequest: { Item } })))
      .map((requests) => call("BatchWriteItem")({ RequestItems: { [TableName]: requests } })),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(anyEntry, { minLength: 1, maxLength: 4 })
      .map((TransactItems) => call("TransactWriteItems")({ TransactItems })),
  },
);

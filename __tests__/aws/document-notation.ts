import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import type { Item } from "./dynamodb/attribute-value.ts";
import { itemOf, rowOf } from "./dynamodb/plain-value.ts";
import type { ServiceError } from "./service-error.ts";

type Part = Readonly<Record<string, unknown>>;

/** Members of requests and answers that hold attributes by name, and those that hold lists of such. */
const maps = new Set([
  "Item",
  "Key",
  "ExclusiveStartKey",
  "LastEvaluatedKey",
  "ExpressionAttributeValues",
  "Attributes",
]);
const lists = new Set(["Items", "Keys"]);

/** Members inside of which such members are; names of tables may stand in between. */
const containers = new Set([
  ...["RequestItems", "UnprocessedKeys", "UnprocessedItems", "TransactItems"],
  ...["Put", "Update", "Delete", "ConditionCheck", "PutRequest", "DeleteRequest"],
]);

/** A document client's input in DynamoDB's JSON. */
export function toDynamoDb(input: object): Part {
  return converted(input as Part, (row) => itemOf(row as object));
}

/** DynamoDB's answer as the document client gives it. */
export function fromDynamoDb(answer: Part): Part {
  const plain = (item: unknown) => rowOf(item as Item);
  const { Responses, ...others } = answer;
  const output = converted(others, plain);
  if (Responses === undefined) return output;
  const tables = Object.entries(Responses as Part).map(([table, found]) => [
    table,
    (found as readonly Item[]).map(plain),
  ]);
  return { ...output, Responses: Object.fromEntries(tables) };
}

/** The error that the SDK makes of a service's answer. */
export function sdkError({ type, message, details }: ServiceError): Error {
  if (type === "TransactionCanceledException")
    return new TransactionCanceledException({ message, $metadata: {}, ...details });
  return Object.assign(new Error(message), { name: type, ...details });
}

function converted(part: Part, convert: (attributes: unknown) => unknown): Part {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (maps.has(name)) return [name, convert(value)];
      if (lists.has(name)) return [name, (value as readonly unknown[]).map(convert)];
      return [name, containers.has(name) ? inside(name, value, convert) : value];
    }),
  );
}

function inside(name: string, value: unknown, convert: (attributes: unknown) => unknown): unknown {
  const each = (one: unknown): unknown => (Array.isArray(one) ? one.map(each) : converted(one as Part, convert));
  const isByTable = name === "RequestItems" || name.startsWith("Unprocessed");
  if (!isByTable) return each(value);
  return Object.fromEntries(Object.entries(value as Part).map(([table, requests]) => [table, each(requests)]));
}

import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { mockClient } from "aws-sdk-client-mock";
import { checkPlaceholders, holds, type Update, updated } from "../analysis/expressions.ts";

interface StoredItem {
  readonly source_id: string;
  readonly timestamp: string;
  readonly sources: readonly string[];
  readonly source_attribution: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

const tableName = "test-sentiment-items";

/** Lets a mocked client behave as the items table does for ingestion's requests; the index shows every row at once. */
export function itemsTable(client: Pick<ReturnType<typeof mockClient>, "on">) {
  const rows: StoredItem[] = [];
  const indexOf = (key: Pick<StoredItem, "source_id" | "timestamp">) =>
    rows.findIndex((row) => row.source_id === key.source_id && row.timestamp === key.timestamp);
  client.on(QueryCommand, { TableName: tableName }).callsFake((input) => ({
    Items: rows.filter(({ source_id }) => source_id === input.ExpressionAttributeValues[":id"]),
  }));
  client.on(QueryCommand, { TableName: tableName, IndexName: "by_status" }).callsFake((input) => {
    const { ":pending": status, ":limit": limit } = input.ExpressionAttributeValues;
    const found = rows.filter((row) => row.status === status && String(row.ingested_at) < limit);
    return { Items: found.toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1)) };
  });
  client.on(GetCommand, { TableName: tableName }).callsFake(({ Key }) => ({ Item: rows[indexOf(Key)] }));
  client.on(PutCommand, { TableName: tableName }).callsFake(({ Item, ConditionExpression }) => {
    if (indexOf(Item) >= 0 && ConditionExpression === "attribute_not_exists(#source_id)") throw conditionFailure();
    rows.push(Item);
    return {};
  });
  client.on(UpdateCommand, { TableName: tableName }).callsFake((input) => {
    const { Key, ExpressionAttributeValues: values } = input;
    const index = indexOf(Key);
    const row = rows[index];
    if (values[":source"] === undefined) {
      rows[index] = conditionally(input, row);
      return {};
    }
    if (row === undefined || row.sources.includes(values[":source"])) throw conditionFailure();
    rows[index] = {
      ...row,
      sources: [...row.sources, ...values[":sources"]],
      source_attribution: { ...row.source_attribution, [values[":source"]]: values[":attribution"] },
      updated_at: values[":now"],
    };
    return {};
  });
  return rows;
}

/** A row after an update whose condition and clauses are of the simple kind. */
function conditionally(input: Update, row: StoredItem | undefined): StoredItem {
  const given = { ...input.ExpressionAttributeNames, ...input.ExpressionAttributeValues };
  checkPlaceholders([input.UpdateExpression, input.ConditionExpression], Object.keys(given));
  if (row === undefined || !holds(input.ConditionExpression, input, row)) throw conditionFailure();
  return updated(input, row) as unknown as StoredItem;
}

export function conditionFailure(): Error {
  return Object.assign(new Error("The conditional request failed"), { name: "ConditionalCheckFailedException" });
}

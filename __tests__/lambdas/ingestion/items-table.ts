import { PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { mockClient } from "aws-sdk-client-mock";

interface StoredItem {
  readonly source_id: string;
  readonly timestamp: string;
  readonly sources: readonly string[];
  readonly source_attribution: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

const tableName = "test-sentiment-items";

/** Lets a mocked client behave as the items table does for ingestion's three kinds of request. */
export function itemsTable(client: Pick<ReturnType<typeof mockClient>, "on">) {
  const rows: StoredItem[] = [];
  client.on(QueryCommand, { TableName: tableName }).callsFake((input) => ({
    Items: rows.filter(({ source_id }) => source_id === input.ExpressionAttributeValues[":id"]),
  }));
  client.on(PutCommand, { TableName: tableName }).callsFake(({ Item, ConditionExpression }) => {
    const isThere = rows.some(
      ({ source_id, timestamp }) => source_id === Item.source_id && timestamp === Item.timestamp,
    );
    if (isThere && ConditionExpression === "attribute_not_exists(#source_id)") throw conditionFailure();
    rows.push(Item);
    return {};
  });
  client.on(UpdateCommand, { TableName: tableName }).callsFake(({ Key, ExpressionAttributeValues: values }) => {
    const index = rows.findIndex((row) => row.source_id === Key.source_id && row.timestamp === Key.timestamp);
    const row = rows[index];
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

export function conditionFailure(): Error {
  return Object.assign(new Error("The conditional request failed"), { name: "ConditionalCheckFailedException" });
}

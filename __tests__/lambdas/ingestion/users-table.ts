import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { mockClient } from "aws-sdk-client-mock";
import { checkPlaceholders, holds, updated } from "../analysis/expressions.ts";
import { conditionFailure } from "./items-table.ts";

const tableName = "test-sentiment-users";

type Row = Readonly<Record<string, unknown>>;

/** Lets a mocked client behave as the users table does for reads by key and conditional writes. */
export function usersTable(client: Pick<ReturnType<typeof mockClient>, "on">) {
  const rows: Row[] = [];
  const indexOf = ({ PK, SK }: Row) => rows.findIndex((row) => row.PK === PK && row.SK === SK);
  client.on(GetCommand, { TableName: tableName }).callsFake(({ Key }) => ({ Item: rows[indexOf(Key)] }));
  client.on(PutCommand, { TableName: tableName }).callsFake((input) => {
    const { Item, ConditionExpression, ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = input;
    const index = indexOf(Item);
    if (ConditionExpression !== undefined) {
      const placeholders = { ExpressionAttributeNames, ExpressionAttributeValues };
      const given = Object.keys({ ...ExpressionAttributeNames, ...ExpressionAttributeValues });
      checkPlaceholders([ConditionExpression], given);
      if (!holds(ConditionExpression, placeholders, rows[index])) throw conditionFailure();
    }
    if (index < 0) rows.push(Item);
    else rows[index] = Item;
    return {};
  });
  client.on(UpdateCommand, { TableName: tableName }).callsFake((input) => {
    const { Key, UpdateExpression, ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = input;
    const given = Object.keys({ ...ExpressionAttributeNames, ...ExpressionAttributeValues });
    checkPlaceholders([UpdateExpression, ConditionExpression ?? ""], given);
    const index = indexOf(Key);
    if (ConditionExpression !== undefined && !holds(ConditionExpression, input, rows[index])) throw conditionFailure();
    const after = updated(input, rows[index]);
    if (index < 0) rows.push(after);
    else rows[index] = after;
    return { Attributes: after };
  });
  return rows;
}

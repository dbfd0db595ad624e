import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { mockClient } from "aws-sdk-client-mock";
import { checkPlaceholders, holds } from "../analysis/expressions.ts";
import { conditionFailure } from "./items-table.ts";

const tableName = "test-sentiment-users";

type Row = Readonly<Record<string, unknown>>;

/** Lets a mocked client behave as the users table does for reads by key and conditional puts of whole rows. */
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
  return rows;
}

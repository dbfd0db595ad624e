import { NotUnderstoodError } from "../not-understood.ts";
import { entriesOf, textParameter } from "../parameters.ts";
import type { RequiredPermission, ServicePermissions } from "../required-permissions.ts";
import type { SignedCall } from "../signed-call.ts";

const onTable = ["DeleteItem", "DescribeTable", "GetItem", "PutItem", "UpdateItem"];
const onTableOrIndex = ["Query", "Scan"];
const batches = ["BatchGetItem", "BatchWriteItem"];

/** The action that each entry of a transaction takes: that of the same call outside of it. */
const transactionActions: Readonly<Record<string, string>> = {
  ConditionCheck: "ConditionCheckItem",
  Delete: "DeleteItem",
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
};

/**
 * A batch takes its own action on each table; a transaction takes the actions of its entries.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export const dynamoDbPermissions: ServicePermissions = (call, accountId) => {
  const { operation, parameters } = call;
  const on = (action: string, table: string, index?: unknown): RequiredPermission => ({
    action: `dynamodb:${action}`,
    resource: indexArn(tableArn(call, accountId, table), index),
  });
  if (onTable.includes(operation)) return [on(operation, textParameter(call, "TableName"))];
  if (onTableOrIndex.includes(operation))
    return [on(operation, textParameter(call, "TableName"), parameters.IndexName)];
  if (batches.includes(operation))
    return entriesOf(`a call to ${operation}`, parameters.RequestItems).map(([table]) => on(operation, table));
  if (operation === "TransactWriteItems" || operation === "TransactGetItems")
    return entriesOf(`a call to ${operation}`, parameters.TransactItems).flatMap(([, entry]) =>
      entriesOf("an entry of a transaction", entry).map(([kind, { TableName }]) => {
        const action = Object.hasOwn(transactionActions, kind) ? transactionActions[kind] : undefined;
        if (action === undefined || typeof TableName !== "string")
          throw new NotUnderstoodError(`an entry ${kind} of a transaction`);
        return on(action, TableName);
      }),
    );
  return undefined;
};

function tableArn({ region }: SignedCall, accountId: string, table: string): string {
  if (table.startsWith("arn:aws:dynamodb:")) return table;
  if (!/^[\w.-]+$/.test(table)) throw new NotUnderstoodError(`the table "${table}"`);
  return `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
}

function indexArn(table: string, index: unknown): string {
  if (index === undefined) return table;
  if (typeof index === "string" && index !== "") return `${table}/index/${index}`;
  throw new NotUnderstoodError(`the index ${JSON.stringify(index)}`);
}

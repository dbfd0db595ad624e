import { withNames } from "../../shared/aws/attribute-names.ts";
import type { TransactionEntry } from "../../shared/aws/dynamodb.ts";
import type { ConfigurationRow } from "../../shared/sentiment/configurations.ts";
import { profileKey } from "../../shared/sentiment/user-rows.ts";
import { configuration } from "../runtime.ts";
import { listConfigurations } from "./configurations.ts";

/**
 * Everything that an anonymous person has beside the session, for a transaction whose first condition is that the
 * session is there: the profile, on the condition that it counts the configurations that were read, and these.
 */
interface AnonymousRows {
  readonly userId: string;
  readonly configurations: readonly ConfigurationRow[];
}

export async function readAnonymousRows(userId: string): Promise<AnonymousRows> {
  return { userId, configurations: await listConfigurations({ userId }) };
}

const unchanged = "#configuration_count = :count";

function unchangedValues({ configurations }: AnonymousRows) {
  return { ":count": configurations.length };
}

/** Moves the end of all rows. `expiresAt` is in epoch seconds. */
export function prolongRows(rows: AnonymousRows, expiresAt: number): readonly TransactionEntry[] {
  const prolong = { TableName: configuration.USERS_TABLE, UpdateExpression: "SET #ttl_timestamp = :end" };
  return [
    {
      Update: withNames({
        ...prolong,
        Key: profileKey(rows.userId),
        ConditionExpression: unchanged,
        ExpressionAttributeValues: { ...unchangedValues(rows), ":end": expiresAt },
      }),
    },
    ...rows.configurations.map(({ PK, SK }) => ({
      Update: withNames({
        ...prolong,
        Key: { PK, SK },
        ConditionExpression: "attribute_exists(#PK)",
        ExpressionAttributeValues: { ":end": expiresAt },
      }),
    })),
  ];
}

/** Gives the person an address: nothing of them ends any more. */
export function keepRows(rows: AnonymousRows, email: string): readonly TransactionEntry[] {
  const TableName = configuration.USERS_TABLE;
  return [
    {
      Update: withNames({
        TableName,
        Key: profileKey(rows.userId),
        UpdateExpression: "SET #auth_type = :email_type, #email = :email REMOVE #ttl_timestamp",
        ConditionExpression: unchanged,
        ExpressionAttributeValues: { ...unchangedValues(rows), ":email_type": "email", ":email": email },
      }),
    },
    ...rows.configurations.map(({ PK, SK }) => ({
      Update: withNames({
        TableName,
        Key: { PK, SK },
        UpdateExpression: "REMOVE #ttl_timestamp",
        ConditionExpression: "attribute_exists(#PK)",
      }),
    })),
  ];
}

/** Deletes all rows: without the session nobody reaches them, and news would be fetched for them until they end. */
export function deleteRows(rows: AnonymousRows): readonly TransactionEntry[] {
  const TableName = configuration.USERS_TABLE;
  return [
    {
      Delete: withNames({
        TableName,
        Key: profileKey(rows.userId),
        ConditionExpression: unchanged,
        ExpressionAttributeValues: unchangedValues(rows),
      }),
    },
    ...rows.configurations.map(({ PK, SK }) => ({ Delete: { TableName, Key: { PK, SK } } })),
  ];
}

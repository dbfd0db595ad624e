import { randomUUID } from "node:crypto";
import { cancellationCodes, getItem, queryPage, transactWrite } from "../../shared/aws/dynamodb.ts";
import {
  type ConfigurationRow,
  configurationKey,
  configurationLimits,
  configurationPrefix,
  personPartition,
} from "../../shared/sentiment/configurations.ts";
import { ApiError } from "../http/api-error.ts";
import { configuration, traced } from "../runtime.ts";
import { type Person, profileKey } from "./sessions.ts";

/** What a person chooses. */
export interface ConfigurationChoice {
  readonly name: string;
  readonly tickers: readonly string[];
  readonly timeframeDays: number;
  readonly includeExtendedHours: boolean;
}

/**
 * Stores a configuration. The person's profile counts them in the same transaction, so that requests at the same moment
 * cannot exceed the limit. `now` is in epoch milliseconds.
 *
 * @throws ApiError CONFLICT where the person has as many as allowed.
 */
export async function createConfiguration(
  { userId, expiresAt }: Person,
  choice: ConfigurationChoice,
  now: number,
): Promise<ConfigurationRow> {
  const id = randomUUID();
  const at = new Date(now).toISOString();
  const row: ConfigurationRow = {
    ...configurationKey(userId, id),
    entity_type: "CONFIGURATION",
    status: "active",
    config_id: id,
    name: choice.name,
    tickers: choice.tickers.map((symbol) => ({ symbol, added_at: at })),
    timeframe_days: choice.timeframeDays,
    include_extended_hours: choice.includeExtendedHours,
    created_at: at,
    updated_at: at,
    ttl_timestamp: expiresAt,
  };
  await storeCounted(userId, row);
  return row;
}

async function storeCounted(userId: string, row: ConfigurationRow): Promise<void> {
  const TableName = configuration.USERS_TABLE;
  const count = {
    TableName,
    Key: profileKey(userId),
    UpdateExpression: "SET #configuration_count = #configuration_count + :one",
    ConditionExpression: "#configuration_count < :maximum",
    ExpressionAttributeNames: { "#configuration_count": "configuration_count" },
    ExpressionAttributeValues: { ":one": 1, ":maximum": configurationLimits.perPerson },
  };
  try {
    await transactWrite([{ Update: count }, { Put: { TableName, Item: row } }]);
  } catch (error) {
    if (!cancellationCodes(error).includes("ConditionalCheckFailed")) throw error;
    throw new ApiError(
      "CONFLICT",
      `There are ${configurationLimits.perPerson} configurations already, as many as allowed.`,
    );
  }
}

/** All configurations of a person: never more than one page. */
export function listConfigurations({ userId }: Person): Promise<readonly ConfigurationRow[]> {
  return traced("query_configurations", async (annotate) => {
    const { Items = [] } = await queryPage(configuration.USERS_TABLE, {
      KeyConditionExpression: "#PK = :person AND begins_with(#SK, :prefix)",
      ExpressionAttributeNames: { "#PK": "PK", "#SK": "SK" },
      ExpressionAttributeValues: { ":person": personPartition(userId), ":prefix": configurationPrefix },
      ConsistentRead: true,
    });
    annotate({ result_count: Items.length });
    return Items as unknown as readonly ConfigurationRow[];
  });
}

/**
 * One configuration of a person.
 *
 * @throws ApiError NOT_FOUND where the person has none of that id, whether or not somebody else has.
 */
export async function readConfiguration({ userId }: Person, id: string): Promise<ConfigurationRow> {
  const row = await getItem(configuration.USERS_TABLE, { Key: configurationKey(userId, id), ConsistentRead: true });
  if (row === undefined) throw new ApiError("NOT_FOUND", "There is no such configuration.");
  return row as unknown as ConfigurationRow;
}

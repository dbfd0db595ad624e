import { randomUUID } from "node:crypto";
import { withNames } from "../../shared/aws/attribute-names.ts";
import { getItem, queryPage, type TransactionEntry, transactWrite } from "../../shared/aws/dynamodb.ts";
import {
  type ConfigurationRow,
  configurationKey,
  configurationLimits,
  configurationPrefix,
  personPartition,
} from "../../shared/sentiment/configurations.ts";
import { type ProfileRow, profileKey } from "../../shared/sentiment/user-rows.ts";
import { ApiError } from "../http/api-error.ts";
import { configuration, traced } from "../runtime.ts";
import { readProfile } from "./profile.ts";
import type { Person } from "./sessions.ts";
import { untilWritten } from "./until-written.ts";

/** What a person chooses. */
export interface ConfigurationChoice {
  readonly name: string;
  /** Upper case, each once. */
  readonly tickers: readonly string[];
  readonly timeframeDays: number;
  readonly includeExtendedHours: boolean;
}

type Owner = Pick<Person, "userId">;

/**
 * Stores a configuration. The person's profile counts them in the same transaction, so that requests at the same moment
 * cannot exceed the limit. It ends when the profile does, also where that changes at the same moment.
 *
 * @param now epoch milliseconds.
 * @throws ApiError CONFLICT where the person has as many as allowed.
 */
export function createConfiguration(owner: Owner, choice: ConfigurationChoice, now: number): Promise<ConfigurationRow> {
  const id = randomUUID();
  const at = new Date(now).toISOString();
  return untilWritten(async () => {
    const profile = await readProfile(owner);
    if (profile.configuration_count >= configurationLimits.perPerson) throw tooMany();
    const row: ConfigurationRow = {
      ...configurationKey(owner.userId, id),
      entity_type: "CONFIGURATION",
      status: "active",
      config_id: id,
      name: choice.name,
      tickers: choice.tickers.map((symbol) => ({ symbol, added_at: at })),
      timeframe_days: choice.timeframeDays,
      include_extended_hours: choice.includeExtendedHours,
      created_at: at,
      updated_at: at,
      revision: 1,
      alert_count: 0,
      ...(profile.ttl_timestamp === undefined ? {} : { ttl_timestamp: profile.ttl_timestamp }),
    };
    await transactWrite([countOneMore(profile), { Put: { TableName: configuration.USERS_TABLE, Item: row } }]);
    return row;
  });
}

function tooMany(): ApiError {
  const { perPerson } = configurationLimits;
  return new ApiError("CONFLICT", `There are ${perPerson} configurations already, as many as allowed.`);
}

function countOneMore({ user_id, ttl_timestamp: end }: ProfileRow): TransactionEntry {
  const endsAsRead = end === undefined ? "attribute_not_exists(#ttl_timestamp)" : "#ttl_timestamp = :end";
  return {
    Update: withNames({
      TableName: configuration.USERS_TABLE,
      Key: profileKey(user_id),
      UpdateExpression: "SET #configuration_count = #configuration_count + :one",
      ConditionExpression: `#configuration_count < :maximum AND ${endsAsRead}`,
      ExpressionAttributeValues: {
        ":one": 1,
        ":maximum": configurationLimits.perPerson,
        ...(end === undefined ? {} : { ":end": end }),
      },
    }),
  };
}

/** All configurations of a person: never more than one page. */
export function listConfigurations({ userId }: Owner): Promise<readonly ConfigurationRow[]> {
  return traced("query_configurations", async (annotate) => {
    const { Items = [] } = await queryPage(
      configuration.USERS_TABLE,
      withNames({
        KeyConditionExpression: "#PK = :person AND begins_with(#SK, :prefix)",
        ExpressionAttributeValues: { ":person": personPartition(userId), ":prefix": configurationPrefix },
        ConsistentRead: true,
      }),
    );
    annotate({ result_count: Items.length });
    return Items as unknown as readonly ConfigurationRow[];
  });
}

/**
 * One configuration of a person.
 *
 * @throws ApiError NOT_FOUND where the person has none of that id, whether or not somebody else has.
 */
export async function readConfiguration(owner: Owner, id: string): Promise<ConfigurationRow> {
  const row = await findConfiguration(owner, id);
  if (row === undefined) throw new ApiError("NOT_FOUND", "There is no such configuration.");
  return row;
}

/** As `readConfiguration`; undefined where the person has none of that id. */
export async function findConfiguration({ userId }: Owner, id: string): Promise<ConfigurationRow | undefined> {
  const Key = configurationKey(userId, id);
  const row = await getItem(configuration.USERS_TABLE, { Key, ConsistentRead: true });
  return row as unknown as ConfigurationRow | undefined;
}

import { withNames } from "../../shared/aws/attribute-names.ts";
import { type TransactionEntry, transactWrite } from "../../shared/aws/dynamodb.ts";
import type { ConfigurationRow } from "../../shared/sentiment/configurations.ts";
import { type AlertRow, profileKey } from "../../shared/sentiment/user-rows.ts";
import { configuration } from "../runtime.ts";
import { listAlerts } from "./alerts.ts";
import { type ConfigurationChoice, readConfiguration } from "./configurations.ts";
import type { Person } from "./sessions.ts";
import { untilWritten } from "./until-written.ts";

/** What is to be another; what is left out stays. */
export type ConfigurationChange = { readonly [F in keyof ConfigurationChoice]?: ConfigurationChoice[F] | undefined };

/**
 * Changes a configuration. A ticker that stays keeps the time when it was added; alerts of one that goes are deleted
 * with it. Of two changes at the same moment none is lost.
 *
 * @param now epoch milliseconds.
 * @throws ApiError NOT_FOUND where the person has none of that id.
 */
export function changeConfiguration(
  person: Person,
  id: string,
  change: ConfigurationChange,
  now: number,
): Promise<ConfigurationRow> {
  return untilWritten(async () => {
    const row = await readConfiguration(person, id);
    const changed = changedRow(row, change, new Date(now).toISOString());
    const left = new Set(changed.tickers.map(({ symbol }) => symbol));
    const alerts = row.alert_count === 0 ? [] : await listAlerts(person, id);
    const orphans = alerts.filter(({ ticker }) => !left.has(ticker));
    const after = { ...changed, alert_count: row.alert_count - orphans.length };
    await transactWrite([replaced(row, after), ...orphans.map(deleted)]);
    return after;
  });
}

function changedRow(row: ConfigurationRow, change: ConfigurationChange, at: string): ConfigurationRow {
  const tickers = change.tickers?.map(
    (symbol) => row.tickers.find((ticker) => ticker.symbol === symbol) ?? { symbol, added_at: at },
  );
  return {
    ...row,
    name: change.name ?? row.name,
    tickers: tickers ?? row.tickers,
    timeframe_days: change.timeframeDays ?? row.timeframe_days,
    include_extended_hours: change.includeExtendedHours ?? row.include_extended_hours,
    updated_at: at,
    revision: row.revision + 1,
  };
}

/** Sets what a person can change, and leaves the end of the row alone, which a refreshed session moves. */
function replaced({ PK, SK, revision }: ConfigurationRow, after: ConfigurationRow): TransactionEntry {
  const { name, tickers, timeframe_days, include_extended_hours, updated_at, alert_count } = after;
  const values = {
    name,
    tickers,
    timeframe_days,
    include_extended_hours,
    updated_at,
    alert_count,
    revision: after.revision,
  };
  const attributes = Object.entries(values);
  return {
    Update: withNames({
      TableName: configuration.USERS_TABLE,
      Key: { PK, SK },
      UpdateExpression: `SET ${attributes.map(([attribute]) => `#${attribute} = :${attribute}`).join(", ")}`,
      ConditionExpression: "#revision = :read",
      ExpressionAttributeValues: {
        ...Object.fromEntries(attributes.map(([attribute, value]) => [`:${attribute}`, value])),
        ":read": revision,
      },
    }),
  };
}

function deleted({ PK, SK }: AlertRow): TransactionEntry {
  return { Delete: { TableName: configuration.USERS_TABLE, Key: { PK, SK } } };
}

/**
 * Deletes a configuration and its alerts, and counts one less: all or nothing.
 *
 * @throws ApiError NOT_FOUND where the person has none of that id.
 */
export function deleteConfiguration(person: Person, id: string): Promise<void> {
  return untilWritten(async () => {
    const { PK, SK, revision, alert_count } = await readConfiguration(person, id);
    const alerts = alert_count === 0 ? [] : await listAlerts(person, id);
    const TableName = configuration.USERS_TABLE;
    const asRead = withNames({
      TableName,
      Key: { PK, SK },
      ConditionExpression: "#revision = :read",
      ExpressionAttributeValues: { ":read": revision },
    });
    const count = withNames({
      TableName,
      Key: profileKey(person.userId),
      UpdateExpression: "SET #configuration_count = #configuration_count - :one",
      ConditionExpression: "attribute_exists(#PK)",
      ExpressionAttributeValues: { ":one": 1 },
    });
    await transactWrite([{ Delete: asRead }, { Update: count }, ...alerts.map(deleted)]);
  });
}

import { randomUUID } from "node:crypto";
import { withNames } from "../../shared/aws/attribute-names.ts";
import {
  getItem,
  isConditionFailure,
  queryPage,
  type TransactionEntry,
  transactWrite,
  updateItem,
} from "../../shared/aws/dynamodb.ts";
import { type ConfigurationRow, configurationLimits, personPartition } from "../../shared/sentiment/configurations.ts";
import { type AlertRow, alertEntityType, alertKey, alertPrefix } from "../../shared/sentiment/user-rows.ts";
import { ApiError } from "../http/api-error.ts";
import { validationError } from "../http/input.ts";
import { configuration, traced } from "../runtime.ts";
import { findConfiguration } from "./configurations.ts";
import type { Person } from "./sessions.ts";
import { untilWritten } from "./until-written.ts";

/** What an alert is about. */
export interface AlertChoice {
  readonly configurationId: string;
  readonly ticker: string;
  /** Average polarity of 24 hours, -1 to 1. */
  readonly threshold: number;
  readonly direction: AlertRow["threshold_direction"];
}

/** What is to be another; what is left out stays. */
export interface AlertChange {
  readonly threshold?: number | undefined;
  readonly direction?: AlertRow["threshold_direction"] | undefined;
  readonly status?: AlertRow["status"] | undefined;
}

/**
 * Stores an alert. Its configuration counts them in the same transaction, so that requests at the same moment cannot
 * exceed the limit, and none is made for a ticker that goes at the same moment.
 *
 * @param now epoch milliseconds.
 * @throws ApiError VALIDATION_ERROR where the person has no such configuration, or it lacks the ticker; CONFLICT where
 *   it has as many alerts as allowed.
 */
export function createAlert(person: Person, choice: AlertChoice, now: number): Promise<AlertRow> {
  const id = randomUUID();
  const at = new Date(now).toISOString();
  const row: AlertRow = {
    ...alertKey(person.userId, id),
    entity_type: alertEntityType(choice.ticker),
    status: "enabled",
    alert_id: id,
    config_id: choice.configurationId,
    ticker: choice.ticker,
    threshold_direction: choice.direction,
    threshold_value: choice.threshold,
    trigger_count: 0,
    created_at: at,
    updated_at: at,
  };
  return untilWritten(async () => {
    const owner = await findConfiguration(person, choice.configurationId);
    if (owner === undefined) throw validationError([{ field: "config_id", expected: "one of your configurations" }]);
    if (!owner.tickers.some(({ symbol }) => symbol === choice.ticker))
      throw validationError([{ field: "ticker", expected: "a ticker of the configuration" }]);
    if (owner.alert_count >= configurationLimits.alerts) throw tooMany();
    await transactWrite([countOneMore(owner), { Put: { TableName: configuration.USERS_TABLE, Item: row } }]);
    return row;
  });
}

function tooMany(): ApiError {
  const { alerts } = configurationLimits;
  return new ApiError("CONFLICT", `The configuration has ${alerts} alerts already, as many as allowed.`);
}

function countOneMore({ PK, SK, tickers }: ConfigurationRow): TransactionEntry {
  return {
    Update: withNames({
      TableName: configuration.USERS_TABLE,
      Key: { PK, SK },
      UpdateExpression: "SET #alert_count = #alert_count + :one, #revision = #revision + :one",
      ConditionExpression: "#alert_count < :maximum AND #tickers = :tickers",
      ExpressionAttributeValues: { ":one": 1, ":maximum": configurationLimits.alerts, ":tickers": tickers },
    }),
  };
}

/** Alerts of a person, those of one configuration where it is given: never more than one page. */
export function listAlerts({ userId }: Person, configurationId?: string): Promise<readonly AlertRow[]> {
  return traced("query_alerts", async (annotate) => {
    const { Items = [] } = await queryPage(
      configuration.USERS_TABLE,
      withNames({
        KeyConditionExpression: "#PK = :person AND begins_with(#SK, :prefix)",
        ExpressionAttributeValues: { ":person": personPartition(userId), ":prefix": alertPrefix },
        ConsistentRead: true,
      }),
    );
    const alerts = Items as unknown as readonly AlertRow[];
    const asked = alerts.filter(({ config_id }) => configurationId === undefined || config_id === configurationId);
    annotate({ result_count: asked.length });
    return asked;
  });
}

/**
 * One alert of a person.
 *
 * @throws ApiError NOT_FOUND where the person has none of that id, whether or not somebody else has.
 */
export async function readAlert({ userId }: Person, id: string): Promise<AlertRow> {
  const row = await getItem(configuration.USERS_TABLE, { Key: alertKey(userId, id), ConsistentRead: true });
  if (row === undefined) throw notFound();
  return row as unknown as AlertRow;
}

function notFound(): ApiError {
  return new ApiError("NOT_FOUND", "There is no such alert.");
}

/**
 * Changes an alert, and only what is given: when it was last triggered stays as another function writes it.
 *
 * @param now epoch milliseconds.
 * @throws ApiError NOT_FOUND where the person has none of that id.
 */
export async function changeAlert({ userId }: Person, id: string, change: AlertChange, now: number): Promise<AlertRow> {
  const values = Object.entries({
    threshold_value: change.threshold,
    threshold_direction: change.direction,
    status: change.status,
    updated_at: new Date(now).toISOString(),
  }).filter(([, value]) => value !== undefined);
  try {
    const { Attributes } = await updateItem(
      configuration.USERS_TABLE,
      withNames({
        Key: alertKey(userId, id),
        UpdateExpression: `SET ${values.map(([name]) => `#${name} = :${name}`).join(", ")}`,
        ConditionExpression: "attribute_exists(#PK)",
        ExpressionAttributeValues: Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes as unknown as AlertRow;
  } catch (error) {
    throw isConditionFailure(error) ? notFound() : error;
  }
}

/**
 * Deletes an alert; its configuration counts one less.
 *
 * @throws ApiError NOT_FOUND where the person has none of that id.
 */
export function deleteAlert(person: Person, id: string): Promise<void> {
  return untilWritten(async () => {
    const { PK, SK, config_id } = await readAlert(person, id);
    const owner = await findConfiguration(person, config_id);
    if (owner === undefined) throw notFound();
    const TableName = configuration.USERS_TABLE;
    const count = withNames({
      TableName,
      Key: { PK: owner.PK, SK: owner.SK },
      UpdateExpression: "SET #alert_count = #alert_count - :one, #revision = #revision + :one",
      ConditionExpression: "attribute_exists(#PK)",
      ExpressionAttributeValues: { ":one": 1 },
    });
    const there = withNames({ TableName, Key: { PK, SK }, ConditionExpression: "attribute_exists(#PK)" });
    await transactWrite([{ Delete: there }, { Update: count }]);
  });
}

/**
 * What a person wants to follow: a row of the users table.
 *
 * The index by_entity_status finds all active ones. An anonymous person's rows expire together with the session: without
 * it nobody can reach them, and news would be fetched for them for ever.
 */
export interface ConfigurationRow {
  /** `USER#{user_id}` */
  readonly PK: string;
  /** `CONFIG#{config_id}` */
  readonly SK: string;
  readonly entity_type: "CONFIGURATION";
  readonly status: "active";
  readonly config_id: string;
  readonly name: string;
  readonly tickers: readonly ConfiguredTicker[];
  /** Days of history that are shown. */
  readonly timeframe_days: number;
  readonly include_extended_hours: boolean;
  /** ISO 8601, UTC, milliseconds. */
  readonly created_at: string;
  readonly updated_at: string;
  /** Raised by every change of the row and of the set of its alerts: who read an older state cannot write over it. */
  readonly revision: number;
  /** Alerts that belong to it: what the limit per configuration is held against. */
  readonly alert_count: number;
  /** Epoch seconds; absent for people with an address, who do not end with a session. */
  readonly ttl_timestamp?: number;
}

export interface ConfiguredTicker {
  readonly symbol: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly added_at: string;
}

/** Bounds of a configuration. A person has at most `perPerson` of them. */
export const configurationLimits = {
  perPerson: 2,
  alerts: 10,
  nameCharacters: 50,
  tickers: 5,
  timeframeDays: 365,
} as const;

/** First part of the sort key of every configuration. */
export const configurationPrefix = "CONFIG#";

/** Partition of everything that belongs to one person. */
export function personPartition(userId: string): string {
  return `USER#${userId}`;
}

/** Key of one configuration: another person's is in another partition, so it cannot be named. */
export function configurationKey(
  userId: string,
  configurationId: string,
): { readonly PK: string; readonly SK: string } {
  return { PK: personPartition(userId), SK: `${configurationPrefix}${configurationId}` };
}

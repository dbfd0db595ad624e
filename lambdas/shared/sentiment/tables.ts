import { tableDefinition } from "../contract/index.ts";

/** Articles: one row per story, from first sight to its score. */
export const items = tableDefinition({
  name: "items",
  partitionKey: { name: "source_id", type: "S" },
  sortKey: { name: "timestamp", type: "S" },
  indexes: {
    by_sentiment: { partitionKey: { name: "sentiment", type: "S" }, sortKey: { name: "timestamp", type: "S" } },
    by_tag: { partitionKey: { name: "tag", type: "S" }, sortKey: { name: "timestamp", type: "S" } },
    by_status: { partitionKey: { name: "status", type: "S" }, sortKey: { name: "timestamp", type: "S" } },
  },
  timeToLive: "ttl_timestamp",
});

/** Scores added up per ticker and time span: `{TICKER}#{resolution}` by start of the bucket. */
export const timeseries = tableDefinition({
  name: "timeseries",
  partitionKey: { name: "PK", type: "S" },
  sortKey: { name: "SK", type: "S" },
  indexes: {},
  timeToLive: "ttl",
});

/** Everything about people, and the small shared state of the functions: many kinds of row in one table. */
export const users = tableDefinition({
  name: "users",
  partitionKey: { name: "PK", type: "S" },
  sortKey: { name: "SK", type: "S" },
  indexes: {
    by_email: { partitionKey: { name: "email", type: "S" } },
    by_cognito_sub: { partitionKey: { name: "cognito_sub", type: "S" } },
    by_entity_status: { partitionKey: { name: "entity_type", type: "S" }, sortKey: { name: "status", type: "S" } },
    by_provider_sub: { partitionKey: { name: "provider_sub", type: "S" } },
  },
  timeToLive: "ttl_timestamp",
});

/** Price candles as they were found: `{TICKER}#{source}` by `{resolution}#{first day}#{last day}`. */
export const ohlcCache = tableDefinition({
  name: "ohlc-cache",
  partitionKey: { name: "PK", type: "S" },
  sortKey: { name: "SK", type: "S" },
  indexes: {},
  timeToLive: "ttl_timestamp",
});

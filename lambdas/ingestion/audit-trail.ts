import { putItem } from "../shared/aws/dynamodb.ts";
import type { NewsSource } from "../shared/sentiment/items.ts";
import type { UserRowKey } from "../shared/sentiment/user-rows.ts";
import type { CollectionTally } from "./collect-news.ts";
import type { HealingTally } from "./heal-stories.ts";
import { configuration, failurePath } from "./runtime.ts";

/** How a run ended. */
export interface RunOutcome {
  /** Identity of the invocation, as its log lines and traces carry it. */
  readonly eventId: string;
  readonly triggeredAt: Date;
  readonly completedAt: Date;
  readonly collection: CollectionTally;
  readonly healing: HealingTally;
  /** What the run failed with, the first first. */
  readonly errors: readonly unknown[];
}

/** A run's row in the users table; the index by_entity_status finds all of one status. */
export interface CollectionEventRow extends UserRowKey {
  readonly entity_type: "COLLECTION_EVENT";
  /** `partial`: something was missed. `failed`: the run failed and stored nothing. */
  readonly status: "success" | "partial" | "failed";
  readonly event_id: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly triggered_at: string;
  readonly completed_at: string;
  readonly duration_ms: number;
  readonly tickers: number;
  /** Sources that answered. */
  readonly sources_used: readonly NewsSource[];
  readonly source_errors: number;
  readonly items_collected: number;
  readonly items_stored: number;
  readonly items_duplicates: number;
  readonly items_unpublished: number;
  readonly items_republished: number;
  /** Class of the first error; messages can quote addresses and texts. */
  readonly error_type?: string;
  /** Epoch seconds. */
  readonly ttl_timestamp: number;
}

const keepDays = 90;

/** Writes what a run did into the audit trail. Never rejects: that the trail has a gap is recorded. */
export function auditTrail(outcome: RunOutcome): Promise<void> {
  return failurePath("audit_trail", undefined, async (annotate) => {
    const row = collectionEvent(outcome);
    annotate({ event_id: row.event_id, status: row.status });
    await putItem(configuration.USERS_TABLE, { Item: { ...row } });
  });
}

/** The row of a run. */
export function collectionEvent(outcome: RunOutcome): CollectionEventRow {
  const { eventId, triggeredAt, completedAt, collection, healing, errors } = outcome;
  const [error] = errors;
  return {
    PK: `COLLECTION#${triggeredAt.toISOString().slice(0, 10)}`,
    SK: `${triggeredAt.toISOString()}#${eventId.slice(0, 8)}`,
    entity_type: "COLLECTION_EVENT",
    status: statusOf(outcome),
    event_id: eventId,
    triggered_at: triggeredAt.toISOString(),
    completed_at: completedAt.toISOString(),
    duration_ms: completedAt.getTime() - triggeredAt.getTime(),
    tickers: collection.tickers,
    sources_used: collection.sourcesUsed,
    source_errors: collection.sourceErrors,
    items_collected: collection.fetched,
    items_stored: collection.created.length,
    items_duplicates: collection.duplicates,
    items_unpublished: collection.unpublished,
    items_republished: healing.republished,
    ...(error === undefined ? {} : { error_type: error instanceof Error ? error.name : typeof error }),
    ttl_timestamp: Math.floor(triggeredAt.getTime() / 1000) + keepDays * 86_400,
  };
}

function statusOf({ errors, collection }: RunOutcome): CollectionEventRow["status"] {
  if (errors.length === 0) return collection.sourceErrors === 0 ? "success" : "partial";
  return collection.created.length === 0 ? "failed" : "partial";
}

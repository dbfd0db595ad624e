import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { getItem, isConditionFailure, putItem } from "../shared/aws/dynamodb.ts";
import type { NewsSource } from "../shared/sentiment/items.ts";
import type { UserRowKey } from "../shared/sentiment/user-rows.ts";
import { configuration, failurePath } from "./runtime.ts";
import { type SourceState, unknownSource } from "./source-state.ts";

/** A source's state as it stands in the users table. */
export interface StoredState {
  readonly state: SourceState;
  /** What the stored row must still be to be replaced; a row that could not be read may be anything. */
  readonly replaces: { readonly revision: string } | "no row" | "any row";
}

/** A state that nothing was written to for so long says nothing about its source. */
const keepDays = 30;

const instant = z.iso.datetime({ precision: 3 });

const stateRow = z.object({
  state: z.enum(["closed", "open", "half_open"]),
  since: instant,
  failed_at: z.array(instant),
  not_before: z.optional(instant),
  // Rows that knew breakers alone lack it.
  failed_runs: z._default(z.array(z.object({ run_id: z.string(), at: instant })), []),
  last_ticker: z.optional(z.string()),
  revision: z.string(),
});

function keyOf(source: NewsSource): UserRowKey {
  return { PK: `CIRCUIT#${source}`, SK: "STATE" };
}

/** Reads the state of a source. Of one that cannot be read nothing is known: its breaker counts as closed. */
export function loadState(source: NewsSource, now: number): Promise<StoredState> {
  const unknown: StoredState = { state: unknownSource(now), replaces: "any row" };
  return failurePath("circuit_breaker_load", unknown, async (annotate) => {
    annotate({ source });
    const row = await getItem(configuration.USERS_TABLE, { Key: keyOf(source), ConsistentRead: true });
    if (row === undefined) {
      annotate({ state: "closed" });
      return { ...unknown, replaces: "no row" };
    }
    const parsed = stateRow.parse(row);
    annotate({ state: parsed.state });
    return { state: stateOf(parsed), replaces: { revision: parsed.revision } };
  });
}

/**
 * Writes the state of a source, unless somebody else wrote it since it was read.
 *
 * @returns the state as it is stored now; undefined where it was not written, which is recorded.
 */
export function saveState(
  source: NewsSource,
  { state, replaces }: StoredState,
  now: number,
): Promise<StoredState | undefined> {
  return failurePath("circuit_breaker_save", undefined, async (annotate) => {
    annotate({ source, state: state.breaker.state });
    return writeState(source, { state, replaces }, now);
  });
}

/**
 * Writes the state of a source whose probe this caller wants to make: of all who want to, one succeeds.
 *
 * @returns the state as it is stored now; undefined where the probe is not this caller's.
 */
export function claimProbe(
  source: NewsSource,
  { state, replaces }: StoredState,
  now: number,
): Promise<StoredState | undefined> {
  return failurePath("circuit_breaker_save", undefined, async (annotate) => {
    annotate({ source, state: state.breaker.state });
    return writeState(source, { state, replaces }, now).catch((error: unknown) => {
      if (isConditionFailure(error)) return undefined;
      throw error;
    });
  });
}

async function writeState(source: NewsSource, { state, replaces }: StoredState, now: number): Promise<StoredState> {
  const revision = randomUUID();
  await putItem(configuration.USERS_TABLE, {
    Item: {
      ...keyOf(source),
      entity_type: "CIRCUIT_BREAKER",
      ...attributesOf(state),
      revision,
      updated_at: timeText(now),
      ttl_timestamp: Math.floor(now / 1000) + keepDays * 86_400,
    },
    ...conditionOf(replaces),
  });
  return { state, replaces: { revision } };
}

function attributesOf({ breaker, notBefore, failedRuns, lastTicker }: SourceState) {
  return {
    state: breaker.state,
    since: timeText(breaker.since),
    failed_at: breaker.failedAt.map(timeText),
    ...(notBefore === undefined ? {} : { not_before: timeText(notBefore) }),
    failed_runs: failedRuns.map(({ runId, at }) => ({ run_id: runId, at: timeText(at) })),
    ...(lastTicker === undefined ? {} : { last_ticker: lastTicker }),
  };
}

function stateOf(row: z.infer<typeof stateRow>): SourceState {
  return {
    breaker: { state: row.state, since: Date.parse(row.since), failedAt: row.failed_at.map((at) => Date.parse(at)) },
    notBefore: row.not_before === undefined ? undefined : Date.parse(row.not_before),
    failedRuns: row.failed_runs.map(({ run_id, at }) => ({ runId: run_id, at: Date.parse(at) })),
    lastTicker: row.last_ticker,
  };
}

function timeText(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}

function conditionOf(replaces: StoredState["replaces"]) {
  if (replaces === "any row") return {};
  if (replaces === "no row") {
    return { ConditionExpression: "attribute_not_exists(#PK)", ExpressionAttributeNames: { "#PK": "PK" } };
  }
  return {
    ConditionExpression: "#revision = :revision",
    ExpressionAttributeNames: { "#revision": "revision" },
    ExpressionAttributeValues: { ":revision": replaces.revision },
  };
}

import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { getItem, isConditionFailure, putItem } from "../shared/aws/dynamodb.ts";
import type { NewsSource } from "../shared/sentiment/items.ts";
import type { UserRowKey } from "../shared/sentiment/user-rows.ts";
import { type CircuitBreaker, closedBreaker } from "./circuit-breaker.ts";
import { configuration, failurePath } from "./runtime.ts";

/** A breaker as it stands in the users table. */
export interface StoredBreaker {
  readonly breaker: CircuitBreaker;
  /** What the stored row must still be to be replaced; a row that could not be read may be anything. */
  readonly replaces: { readonly revision: string } | "no row" | "any row";
}

/** A breaker that nothing was written to for so long says nothing about its source. */
const keepDays = 30;

const breakerRow = z.object({
  state: z.enum(["closed", "open", "half_open"]),
  since: z.iso.datetime({ precision: 3 }),
  failed_at: z.array(z.iso.datetime({ precision: 3 })),
  revision: z.string(),
});

function keyOf(source: NewsSource): UserRowKey {
  return { PK: `CIRCUIT#${source}`, SK: "STATE" };
}

/** Reads the breaker of a source. One that cannot be read counts as closed. */
export function loadBreaker(source: NewsSource, now: number): Promise<StoredBreaker> {
  const unknown: StoredBreaker = { breaker: closedBreaker(now), replaces: "any row" };
  return failurePath("circuit_breaker_load", unknown, async (annotate) => {
    annotate({ source });
    const row = await getItem(configuration.USERS_TABLE, { Key: keyOf(source), ConsistentRead: true });
    if (row === undefined) {
      annotate({ state: "closed" });
      return { breaker: closedBreaker(now), replaces: "no row" };
    }
    const { state, since, failed_at, revision } = breakerRow.parse(row);
    annotate({ state });
    const breaker = { state, since: Date.parse(since), failedAt: failed_at.map((time) => Date.parse(time)) };
    return { breaker, replaces: { revision } };
  });
}

/**
 * Writes the breaker of a source, unless somebody else wrote it since it was read.
 *
 * @returns the breaker as it is stored now; undefined where it was not written, which is recorded.
 */
export function saveBreaker(
  source: NewsSource,
  { breaker, replaces }: StoredBreaker,
  now: number,
): Promise<StoredBreaker | undefined> {
  return failurePath("circuit_breaker_save", undefined, async (annotate) => {
    annotate({ source, state: breaker.state });
    return writeBreaker(source, { breaker, replaces }, now);
  });
}

/**
 * Writes a breaker whose probe this caller wants to make: of all who want to, one succeeds.
 *
 * @returns the breaker as it is stored now; undefined where the probe is not this caller's.
 */
export function claimProbe(
  source: NewsSource,
  { breaker, replaces }: StoredBreaker,
  now: number,
): Promise<StoredBreaker | undefined> {
  return failurePath("circuit_breaker_save", undefined, async (annotate) => {
    annotate({ source, state: breaker.state });
    return writeBreaker(source, { breaker, replaces }, now).catch((error: unknown) => {
      if (isConditionFailure(error)) return undefined;
      throw error;
    });
  });
}

async function writeBreaker(
  source: NewsSource,
  { breaker, replaces }: StoredBreaker,
  now: number,
): Promise<StoredBreaker> {
  const revision = randomUUID();
  await putItem(configuration.USERS_TABLE, {
    Item: {
      ...keyOf(source),
      entity_type: "CIRCUIT_BREAKER",
      state: breaker.state,
      since: new Date(breaker.since).toISOString(),
      failed_at: breaker.failedAt.map((time) => new Date(time).toISOString()),
      revision,
      updated_at: new Date(now).toISOString(),
      ttl_timestamp: Math.floor(now / 1000) + keepDays * 86_400,
    },
    ...conditionOf(replaces),
  });
  return { breaker, replaces: { revision } };
}

function conditionOf(replaces: StoredBreaker["replaces"]) {
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

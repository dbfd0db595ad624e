import * as z from "zod/mini";
import { pages, queryIndexPage } from "../shared/aws/dynamodb.ts";
import { configuration } from "./runtime.ts";

/** A story without a score, as the index of statuses shows it. */
export interface UnscoredStory {
  readonly source_id: string;
  readonly timestamp: string;
  /** When this system first stored the story: ISO 8601, UTC, milliseconds. */
  readonly ingested_at: string;
  /** How often its score was asked for again. */
  readonly attempts: number;
}

/** What there is to heal. */
export interface OverdueStories {
  /** Stories whose score is to be asked for again now; at most a hundred. */
  readonly due: readonly UnscoredStory[];
  /** Stories that are left alone after the last attempt, as far as the search went. */
  readonly exhausted: number;
}

export const storiesPerRun = 100;
export const lastAttempt = 5;

const hour = 3_600_000;

/** Each attempt waits three times as long as the one before, so that five of them outlast a failure of three days. */
const waitingFactor = 3;

/** A row of another form is left out: it must not keep the others from being healed, and counts as stuck elsewhere. */
const indexRow = z.object({
  source_id: z.string(),
  timestamp: z.string(),
  ingested_at: z.iso.datetime({ precision: 3 }),
  attempts: z._default(z.int(), 0),
});

/**
 * Finds the stories that wait for a score for too long, by the time of ingestion: a story that was published days ago and
 * found a minute ago is not late.
 *
 * @param timeLeft milliseconds that the search may still take; it ends early with what it has.
 */
export async function overdueStories(now: Date, timeLeft: () => number): Promise<OverdueStories> {
  const due: UnscoredStory[] = [];
  let exhausted = 0;
  const limit = new Date(now.getTime() - hour).toISOString();
  for await (const { Items = [] } of pages((startKey) => readPage(limit, startKey))) {
    const stories = Items.flatMap((row) => indexRow.safeParse(row).data ?? []);
    exhausted += stories.filter(({ attempts }) => attempts >= lastAttempt).length;
    due.push(...stories.filter((story) => isDue(story, now)));
    if (due.length >= storiesPerRun || timeLeft() <= 0) break;
  }
  return { due: due.slice(0, storiesPerRun), exhausted };
}

/** Attempts are made 1, 3, 9, 27 and 81 hours after ingestion. */
export function isDue({ ingested_at, attempts }: UnscoredStory, now: Date): boolean {
  if (attempts >= lastAttempt) return false;
  return now.getTime() - Date.parse(ingested_at) > hour * waitingFactor ** attempts;
}

function readPage(limit: string, startKey: Readonly<Record<string, unknown>> | undefined) {
  return queryIndexPage(configuration.ITEMS_TABLE, "by_status", {
    KeyConditionExpression: "#status = :pending",
    FilterExpression: "#ingested_at < :limit",
    ProjectionExpression: "#source_id, #timestamp, #ingested_at, #attempts",
    ExpressionAttributeNames: {
      "#status": "status",
      "#ingested_at": "ingested_at",
      "#source_id": "source_id",
      "#timestamp": "timestamp",
      "#attempts": "attempts",
    },
    ExpressionAttributeValues: { ":pending": "pending", ":limit": limit },
    ExclusiveStartKey: startKey,
  });
}

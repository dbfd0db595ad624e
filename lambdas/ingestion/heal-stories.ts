import * as z from "zod/mini";
import { getItem, isConditionFailure, updateItem } from "../shared/aws/dynamodb.ts";
import { chunks } from "../shared/chunks.ts";
import { newsSources } from "../shared/sentiment/items.ts";
import { UnscoredStoriesError } from "./errors.ts";
import { overdueStories, type UnscoredStory } from "./overdue-stories.ts";
import { requestAnalysis } from "./request-analysis.ts";
import { configuration, failurePath, metrics, traced } from "./runtime.ts";
import type { RequestedStory } from "./story.ts";

/** What healing did so far. Filled while healing, so that nothing is lost where it stops early. */
export interface HealingTally {
  found: number;
  exhausted: number;
  republished: number;
}

/** Stories that are prepared at the same time. */
const parallelStories = 16;

const storedStory = z.object({
  source_id: z.string(),
  timestamp: z.string(),
  status: z.string(),
  sources: z.tuple([z.enum(newsSources)], z.enum(newsSources)),
  text_for_analysis: z.string(),
  matched_tickers: z.array(z.string()),
});

/**
 * Asks again for the scores of stories that wait for too long: their request was not published, or nobody could answer it.
 *
 * @param tally counts what was done, in every outcome.
 * @param timeLeft milliseconds that healing may still take.
 * @throws after everything else is done: the first error of a story, or UnscoredStoriesError.
 */
export function healStories(now: Date, tally: HealingTally, timeLeft: () => number): Promise<void> {
  return traced("heal_unscored_stories", async (annotate) => {
    const { due, exhausted } = await overdueStories(now, timeLeft);
    Object.assign(tally, { found: due.length, exhausted });
    const { stories, failures } = await claimStories(due, now, timeLeft);
    const unpublished = await requestAnalysis(stories, timeLeft, { republished: "true" });
    tally.republished = stories.length - unpublished;
    metrics.SelfHealingItemsFound(tally.found);
    metrics.SelfHealingItemsExhausted(tally.exhausted);
    metrics.SelfHealingItemsRepublished(tally.republished);
    if (stories.length > 0) metrics.SNSPublishErrors(unpublished);
    annotate({ found_count: tally.found, exhausted_count: exhausted, republished_count: tally.republished });
    if (failures.length > 0) throw failures[0];
    if (unpublished > 0)
      throw new UnscoredStoriesError(`${unpublished} of ${stories.length} requests were not published again`);
  });
}

async function claimStories(due: readonly UnscoredStory[], now: Date, timeLeft: () => number) {
  const stories: RequestedStory[] = [];
  const failures: unknown[] = [];
  for (const some of chunks(due, parallelStories)) {
    if (failures.length > 0 || timeLeft() <= 0) break;
    for (const outcome of await Promise.allSettled(some.map((story) => claimStory(story, now)))) {
      if (outcome.status === "rejected") failures.push(outcome.reason);
      else if (outcome.value !== undefined) stories.push(outcome.value);
    }
  }
  return { stories, failures };
}

/**
 * Counts an attempt on a story, then reads it; undefined where it needs none any more or cannot be read. Counting comes
 * first: a story that fails each time would otherwise be tried for ever, in the place of others.
 */
async function claimStory(story: UnscoredStory, now: Date): Promise<RequestedStory | undefined> {
  const isClaimed = await countAttempt(story, now).then(
    () => true,
    (error: unknown) => {
      if (isConditionFailure(error)) return false;
      throw error;
    },
  );
  return isClaimed ? readStory(story) : undefined;
}

async function countAttempt({ source_id, timestamp, attempts }: UnscoredStory, now: Date): Promise<void> {
  const unchanged = attempts === 0 ? "attribute_not_exists(#attempts)" : "#attempts = :attempts";
  await updateItem(configuration.ITEMS_TABLE, {
    Key: { source_id, timestamp },
    UpdateExpression: "SET #attempts = :next, #updated_at = :now",
    ConditionExpression: `#status = :pending AND ${unchanged}`,
    ExpressionAttributeNames: { "#attempts": "attempts", "#updated_at": "updated_at", "#status": "status" },
    ExpressionAttributeValues: {
      ":next": attempts + 1,
      ":now": now.toISOString(),
      ":pending": "pending",
      ...(attempts === 0 ? {} : { ":attempts": attempts }),
    },
  });
}

function readStory({ source_id, timestamp }: UnscoredStory): Promise<RequestedStory | undefined> {
  return failurePath("self_healing_fetch", undefined, async (annotate) => {
    annotate({ source_id });
    const row = await getItem(configuration.ITEMS_TABLE, { Key: { source_id, timestamp }, ConsistentRead: true });
    const { status, ...story } = storedStory.parse(row);
    return status === "pending" ? story : undefined;
  });
}

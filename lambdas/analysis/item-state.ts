import * as z from "zod/mini";
import { getItem, type TransactionEntry } from "../shared/aws/dynamodb.ts";
import { type Analysis, sentimentLabels } from "../shared/sentiment/items.ts";
import type { StoryInTime } from "./buckets.ts";
import { MissingItemError } from "./errors.ts";
import { configuration } from "./runtime.ts";
import type { Score } from "./scorer.ts";

/** A score, and the model that made it. */
export interface StampedScore extends Score {
  readonly modelVersion: string;
}

/** Parts of an article's buckets that were added before an interruption, and the score that all parts share. */
const unfinished = z.object({
  parts: z.number(),
  label: z.enum(sentimentLabels),
  confidence: z.number(),
  polarity: z.number(),
  modelVersion: z.string(),
});

const itemState = z.object({ status: z.string(), unfinished: z.optional(unfinished) });

export interface ItemState {
  readonly isPending: boolean;
  /** Parts that are done; zero where none is, and in an item that was read when it waited no more. */
  readonly parts: number;
  /** The score of those parts; undefined where `parts` is zero. */
  readonly score: StampedScore | undefined;
}

/**
 * How far the analysis of a story is.
 *
 * @throws MissingItemError where the table has no such story.
 */
export async function readItemState({ source_id, timestamp }: StoryInTime): Promise<ItemState> {
  const row = await getItem(configuration.ITEMS_TABLE, {
    Key: { source_id, timestamp },
    ConsistentRead: true,
    ProjectionExpression: "#status, #unfinished",
    ExpressionAttributeNames: { "#status": "status", "#unfinished": "unfinished" },
  });
  if (row === undefined) throw new MissingItemError(`Item ${source_id} of ${timestamp} does not exist`);
  const state = itemState.parse(row);
  return { isPending: state.status === "pending", parts: state.unfinished?.parts ?? 0, score: state.unfinished };
}

/** Sets the score of a story and ends its waiting, provided that exactly `parts` parts are done. */
export function finishItem(story: StoryInTime, score: StampedScore, parts: number, now: Date): TransactionEntry {
  const analysis: Analysis = {
    status: "analyzed",
    sentiment: score.label,
    score: score.confidence,
    polarity: score.polarity,
    model_version: score.modelVersion,
    analyzed_at: now.toISOString(),
  };
  const assignments = Object.keys(analysis).map((name) => `#${name} = :${name}`);
  return itemUpdate(story, parts, `SET ${assignments.join(", ")} REMOVE #unfinished`, { ...analysis });
}

/** Notes that one more part is done, provided that exactly `parts` were before. */
export function advanceItem(story: StoryInTime, score: StampedScore, parts: number): TransactionEntry {
  return itemUpdate(story, parts, "SET #unfinished = :unfinished", { unfinished: { ...score, parts: parts + 1 } });
}

function itemUpdate(
  { source_id, timestamp }: StoryInTime,
  parts: number,
  UpdateExpression: string,
  values: Readonly<Record<string, unknown>>,
): TransactionEntry {
  const names = [...new Set(["status", "unfinished", ...Object.keys(values)])];
  const progress = parts === 0 ? "attribute_not_exists(#unfinished)" : "#unfinished.#parts = :parts";
  return {
    Update: {
      TableName: configuration.ITEMS_TABLE,
      Key: { source_id, timestamp },
      UpdateExpression,
      ConditionExpression: `#status = :pending AND ${progress}`,
      ExpressionAttributeNames: {
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ...(parts === 0 ? {} : { "#parts": "parts" }),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
        ":pending": "pending",
        ...(parts === 0 ? {} : { ":parts": parts }),
      },
    },
  };
}

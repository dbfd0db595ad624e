import { publishBatch } from "../shared/aws/sns.ts";
import { newsSources } from "../shared/sentiment/items.ts";
import type { NewItemsNotice } from "../shared/sentiment/new-items.ts";
import { OutOfTimeError } from "./errors.ts";
import { configuration, failurePath } from "./runtime.ts";
import type { NewItem } from "./story.ts";

/**
 * Tells whoever listens that new stories are in the table. Never rejects: that nobody was told is recorded.
 *
 * @param created at least one story.
 * @param timeLeft milliseconds that telling may still take.
 */
export function notifyNewItems(created: readonly NewItem[], now: Date, timeLeft: () => number): Promise<void> {
  return failurePath("notification_delivery", undefined, async (annotate) => {
    annotate({ item_count: created.length });
    if (timeLeft() <= 0) throw new OutOfTimeError("No time is left to tell of new stories");
    const notice = noticeOf(created, now);
    const attributes = { sources: notice.sources.join(","), item_count: String(notice.item_count) };
    await publishBatch(configuration.NEW_ITEMS_TOPIC_ARN, [{ body: JSON.stringify(notice), attributes }]);
  });
}

function noticeOf(created: readonly NewItem[], now: Date): NewItemsNotice {
  return {
    item_count: created.length,
    sources: newsSources.filter((source) => created.some(({ sources }) => sources.includes(source))),
    tickers: [...new Set(created.flatMap(({ matched_tickers }) => matched_tickers))].sort(),
    ingested_at: now.toISOString(),
  };
}

import { readBuckets } from "./buckets.ts";
import type { Changes } from "./changes.ts";
import type { StreamEvent } from "./events.ts";
import { readRecentItems } from "./recent-items.ts";
import { metrics, traced } from "./runtime.ts";
import type { Subject } from "./subject.ts";

/** One look at the tables for one stream. */
export interface PollRequest {
  readonly subject: Subject;
  readonly changes: Changes;
  /** When it begins, epoch milliseconds. */
  readonly instant: number;
  /** From where on a resumed stream compares, epoch milliseconds; absent where there is nothing to compare with. */
  readonly resumeFrom: number | undefined;
}

/**
 * Reads what a stream is about and gives the events that it has not sent yet: one bounded query for the counts and one
 * for each pair of ticker and resolution, whatever the tables hold.
 *
 * @throws what DynamoDB answered after the retries: a stream that cannot see changes must not look alive.
 */
export function poll({ subject, changes, instant, resumeFrom }: PollRequest): Promise<readonly StreamEvent[]> {
  return traced("dynamodb_poll", async (annotate) => {
    const started = performance.now();
    const { tickers, resolutions } = subject;
    const pairs = tickers.flatMap((ticker) => resolutions.map((resolution) => ({ ticker, resolution })));
    const [recent, series] = await Promise.all([
      readRecentItems(resumeFrom ?? instant),
      Promise.all(pairs.map(async (pair) => ({ ...pair, buckets: await readBuckets(pair) }))),
    ]);
    const events = changes.since({ instant, recent, series });
    const duration = Math.round(performance.now() - started);
    metrics.PollDurationMs(duration);
    annotate({
      item_count: recent.items.length + series.reduce((count, { buckets }) => count + buckets.length, 0),
      changed_count: events.length,
      poll_duration_ms: duration,
    });
    return events;
  });
}

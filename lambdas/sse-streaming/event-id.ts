/**
 * Age in milliseconds up to which an id can be resumed from. A minute touches at most two buckets of the narrowest
 * resolution, and the two newest buckets of each resolution are what a poll reads.
 */
const resumableMilliseconds = 60_000;

/**
 * How far DynamoDB's index may lag behind its table, in milliseconds: a change just before an id may have been invisible
 * to the poll that the id stands for. Within this time an event can come twice, but none is lost.
 */
const indexLagMilliseconds = 2_000;

/**
 * Ids of one stream: `{epoch milliseconds}-{number}-{mark of its subject}`. The time is not that of sending: it says up
 * to when a reader that has the event knows everything that was stored. `asOf` is what it knows before the first one, 0
 * for nothing.
 */
export function eventIds(asOf: number, mark: string) {
  let number = 0;
  let complete = asOf;
  return {
    /** The next event completes what was found by looking at the tables at this instant, epoch milliseconds. */
    completed(instant: number): void {
      complete = instant;
    },
    next(): string {
      number += 1;
      return `${complete}-${number}-${mark}`;
    },
  };
}

/**
 * From when on a reader that saw this id misses changes, epoch milliseconds. Undefined where the id is not one of ours,
 * of a stream about something else, too old, or from the future.
 */
export function resumePoint(lastEventId: string | undefined, mark: string, now: number): number | undefined {
  const [, digits, ofMark] = /^(\d{13})-\d{1,10}-([0-9a-f]{8})$/.exec(lastEventId ?? "") ?? [];
  if (digits === undefined || ofMark !== mark) return undefined;
  const instant = Number(digits);
  return instant <= now && instant >= now - resumableMilliseconds ? instant - indexLagMilliseconds : undefined;
}

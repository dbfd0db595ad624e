import type { Ending } from "./platform.ts";

/** One attempt to process an event. */
export interface Attempt<T> {
  readonly event: T;
  /** Failed attempts before it. */
  readonly failed: number;
}

/** Events that Lambda keeps and repeats ("Asynchronous invocation", AWS Lambda developer guide). */
export interface AsynchronousEvents<T> {
  put(minute: number, event: T): void;
  /** Attempts that are made in this minute. */
  take(minute: number): readonly Attempt<T>[];
  /** Plans the next attempt after one that did not succeed; false where it was the last one. */
  repeat(minute: number, attempt: Attempt<T>, ending: Ending): boolean;
}

/** Minutes after which a failed event is tried again, for the first and for the second time. */
const pauses: readonly number[] = [1, 2];
/** A refused one is tried again for hours; it does not count as a failure. */
const pauseAfterRefusal = 2;

export function asynchronousEvents<T>(): AsynchronousEvents<T> {
  const due = new Map<number, Attempt<T>[]>();
  const plan = (minute: number, attempt: Attempt<T>) => {
    const planned = due.get(minute);
    if (planned === undefined) due.set(minute, [attempt]);
    else planned.push(attempt);
  };
  return {
    put: (minute, event) => plan(minute, { event, failed: 0 }),
    take(minute) {
      const attempts = due.get(minute) ?? [];
      due.delete(minute);
      return attempts;
    },
    repeat(minute, { event, failed }, ending) {
      const pause = ending === "refused" ? pauseAfterRefusal : pauses[failed];
      if (pause === undefined) return false;
      plan(minute + pause, { event, failed: ending === "refused" ? failed : failed + 1 });
      return true;
    },
  };
}

/** A queue of events that failed in every attempt. */
export interface DeadLetters {
  add(minute: number, count?: number): void;
  depth(minute: number): number;
}

/** Somebody looks at them when none has come for so many minutes, and has them processed or deletes them. */
const untilEmptied = 30;

export function deadLetters(): DeadLetters {
  let [depth, last] = [0, 0];
  return {
    add(minute, count = 1) {
      if (count > 0) [depth, last] = [depth + count, minute];
    },
    depth(minute) {
      if (minute - last >= untilEmptied) depth = 0;
      return depth;
    },
  };
}

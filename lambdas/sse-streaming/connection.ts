import type { Writable } from "node:stream";

/** How long a reader may take to make room for more, milliseconds. Afterwards it counts as gone. */
const drainMilliseconds = 10_000;

/** The open response of one reader. */
export interface Connection {
  /** Aborted once the reader is gone. */
  readonly signal: AbortSignal;
  /** Writes a text and waits until there is room for the next one. False: the reader is gone. */
  write(text: string): Promise<boolean>;
}

export function connect(stream: Writable): Connection {
  const gone = new AbortController();
  const leave = () => gone.abort();
  stream.once("error", leave);
  stream.once("close", leave);
  return {
    signal: gone.signal,
    async write(text) {
      if (gone.signal.aborted) return false;
      if (!stream.write(text)) await drained(stream, gone);
      return !gone.signal.aborted;
    },
  };
}

/** Waits for room, for the reader's departure, or for the time to be up, which counts as departure. */
function drained(stream: Writable, gone: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      stream.off("drain", finish);
      gone.signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(() => gone.abort(), drainMilliseconds);
    stream.once("drain", finish);
    gone.signal.addEventListener("abort", finish);
  });
}

/** Waits, or until the signal is aborted. Leaves no timer behind. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener("abort", finish);
    if (signal.aborted) finish();
  });
}

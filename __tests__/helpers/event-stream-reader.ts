/** An event as a reader dispatches it. */
export interface ReadEvent {
  readonly type: string;
  readonly id: string;
  readonly data: string;
}

/** What a reader made of a stream. */
export interface ReadStream {
  readonly events: readonly ReadEvent[];
  /** Reconnection time in milliseconds, where the stream gave one. */
  readonly retry: number | undefined;
  /** Text after the last complete event, which a reader drops. */
  readonly rest: string;
}

/**
 * Reads an event stream by the rules of the HTML standard (section 9.2.6), and refuses what the standard lets pass but a
 * server should never send: unknown fields, comments, events without data.
 */
export function readEventStream(text: string): ReadStream {
  const events: ReadEvent[] = [];
  let retry: number | undefined;
  let lastId = "";
  const blocks = text.split(/\n\n/);
  const rest = blocks.pop() ?? "";
  for (const block of blocks) {
    const event = { type: "message", data: undefined as string | undefined };
    for (const line of block.split("\n")) {
      const match = /^(event|id|data|retry): ?(.*)$/su.exec(line);
      if (match === null) throw new Error(`Not a field: ${JSON.stringify(line)}`);
      const [, field = "", value = ""] = match;
      if (field === "event") event.type = value;
      else if (field === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
      else if (field === "id" && !value.includes("\0")) lastId = value;
      else if (field === "retry" && /^\d+$/.test(value)) retry = Number(value);
      else throw new Error(`Bad value of ${field}: ${JSON.stringify(value)}`);
    }
    if (event.data !== undefined) events.push({ type: event.type, id: lastId, data: event.data });
    else if (!block.startsWith("retry")) throw new Error(`An event without data: ${JSON.stringify(block)}`);
  }
  return { events, retry, rest };
}

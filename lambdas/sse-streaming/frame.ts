import type { StreamEvent } from "./events.ts";

/** Content type of an event stream (WHATWG HTML, server-sent events). */
export const eventStreamType = "text/event-stream; charset=utf-8";

/** The field that tells the reader how long to wait before it connects again. Carries no event. */
export function retryFrame(milliseconds: number): string {
  return `retry: ${milliseconds}\n\n`;
}

/**
 * One event on the wire: `event`, `id`, one `data` line of JSON, an empty line; lines end in LF. The JSON holds no line
 * break, because JSON writes those of its texts as escapes.
 */
export function eventFrame({ type, data }: StreamEvent, id: string, traceId: string | undefined): string {
  return `event: ${type}\nid: ${id}\ndata: ${JSON.stringify({ ...data, trace_id: traceId ?? null })}\n\n`;
}

import type { StreamEventData } from "../shared/sentiment/stream-events.ts";
import type { sseStreaming } from "./contract.ts";

/** Kinds of event, as the contract counts them. */
export type EventType = (typeof sseStreaming)["metrics"]["EventsSent"]["dimensions"]["EventType"][number];

/** An event before it has an id and a trace. One that the contract counts and no schema describes does not compile. */
export type StreamEvent = {
  readonly [T in EventType]: { readonly type: T; readonly data: Omit<StreamEventData[T], "trace_id"> };
}[EventType];

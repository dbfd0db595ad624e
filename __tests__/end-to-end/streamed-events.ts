import { type ReadEvent, readEventStream } from "../helpers/event-stream-reader.ts";
import type { Outcome } from "../rig/invocation.ts";

/** Between the prelude and the body of a streamed response. */
const eightNuls = "\0".repeat(8);

/** An event with its data parsed. */
export interface StreamedEvent extends Omit<ReadEvent, "data"> {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events of every kind
  readonly data: any;
}

/** What a streamed response came to. */
export interface StreamedResponse {
  readonly status: number;
  readonly events: readonly StreamedEvent[];
}

/**
 * Reads the response of a stream to its end.
 *
 * @throws Error where it broke off.
 */
export function streamedResponse(outcome: Outcome): StreamedResponse {
  if (outcome.kind !== "response" || outcome.failure !== undefined) throw new Error(JSON.stringify(outcome));
  const [prelude = "", ...body] = outcome.body.split(eightNuls);
  const { events, rest } = readEventStream(body.join(eightNuls));
  if (rest !== "") throw new Error(`The stream ends in the middle of an event: ${rest}`);
  return {
    status: JSON.parse(prelude).statusCode,
    events: events.map(({ data, ...event }) => ({ ...event, data: JSON.parse(data) })),
  };
}

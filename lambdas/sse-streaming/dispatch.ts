import type { Connection } from "./connection.ts";
import type { eventIds } from "./event-id.ts";
import type { StreamEvent } from "./events.ts";
import { eventFrame } from "./frame.ts";
import { metrics, traced } from "./runtime.ts";

/** An execution environment serves one request at a time, so a stream is always its only one. */
export const connectionsPerEnvironment = 1;

export interface DispatcherProps {
  readonly connection: Connection;
  readonly ids: ReturnType<typeof eventIds>;
  readonly traceId: string | undefined;
  readonly isColdStart: boolean;
}

/** Sends the events of one stream and accounts for them. */
export function dispatcher({ connection, ids, traceId, isColdStart }: DispatcherProps) {
  let sent = 0;
  const frame = (event: StreamEvent) => eventFrame(event, ids.next(), traceId);
  return {
    /** Events sent so far. */
    count: () => sent,
    /** Sends one event in a span of its own; nothing, where the reader is gone. */
    send: async (event: StreamEvent): Promise<void> => {
      if (connection.signal.aborted) return;
      await traced("sse_event_dispatch", async (annotate) => {
        annotate({
          event_type: event.type,
          connection_count: connectionsPerEnvironment,
          is_cold_start: isColdStart && sent === 0,
        });
        const latency = latencyMilliseconds(event, Date.now());
        if (latency !== undefined) annotate({ latency_ms: latency, is_clock_skew: latency < 0 });
        if (!(await connection.write(frame(event)))) return;
        sent += 1;
        metrics.EventsSent(1, { EventType: event.type });
        // A clock that is off says nothing about delivery.
        if (latency !== undefined && latency >= 0) metrics.EventLatencyMs(latency);
      });
    },
    /** The events with which a stream ends, as text: `done`, after `deadline` where Lambda is about to stop it. */
    last(deadline: { readonly remainingMilliseconds: number } | undefined): string {
      const farewell: StreamEvent[] = [{ type: "done", data: {} }];
      if (deadline !== undefined)
        farewell.unshift({
          type: "deadline",
          data: { reason: "lambda_deadline", remaining_ms: deadline.remainingMilliseconds },
        });
      for (const { type } of farewell) metrics.EventsSent(1, { EventType: type });
      return farewell.map(frame).join("");
    },
  };
}

/** Time from the score that an event shows to its sending. Undefined where it shows no new score. */
function latencyMilliseconds({ data }: StreamEvent, now: number): number | undefined {
  if (!("origin_timestamp" in data) || data.origin_timestamp === undefined) return undefined;
  return now - Date.parse(data.origin_timestamp);
}

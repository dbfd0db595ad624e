import type { Writable } from "node:stream";
import { trackChanges } from "./changes.ts";
import { type Connection, connect, pause } from "./connection.ts";
import { connectionsPerEnvironment, dispatcher } from "./dispatch.ts";
import { eventIds } from "./event-id.ts";
import { retryFrame } from "./frame.ts";
import { poll } from "./poll.ts";
import type { Session } from "./request.ts";
import { configuration, flushMetrics, metrics, traced, traceId } from "./runtime.ts";
import { type Subject, subjectMark } from "./subject.ts";

/** Time that is kept back for delivering spans and writing the last events, milliseconds (FR-093). */
const reservedMilliseconds = 3_000;

/** One stream of sentiment. */
export interface StreamRequest {
  readonly stream: Writable;
  readonly subject: Subject;
  /** Asked before every heartbeat: whether the reader may still have the stream, about the same as at its beginning. */
  readonly isStillGranted: () => Promise<boolean>;
  readonly session: Session;
  /** From where on the reader misses changes, epoch milliseconds; undefined: it knows nothing. */
  readonly resumeFrom: number | undefined;
  /** When the request was taken up, epoch milliseconds. */
  readonly began: number;
  readonly isColdStart: boolean;
  /** Milliseconds until Lambda stops the function. */
  readonly remainingMilliseconds: () => number;
}

type Ending = "lifetime" | "deadline" | "disconnected" | "revoked";

/**
 * Streams until the reader leaves or may no longer have it, the stream is old enough, or the function is about to be
 * stopped. Gives the last events, which are written when everything else is done.
 */
export async function streamSentiment(request: StreamRequest): Promise<() => string> {
  const { session, isColdStart, remainingMilliseconds } = request;
  const connection = connect(request.stream);
  const ids = eventIds(request.resumeFrom ?? 0, subjectMark(request.subject));
  const events = dispatcher({ connection, ids, traceId: traceId(), isColdStart });
  metrics.ConnectionCount(1);
  const ending = await traced("sse_stream", async (annotate) => {
    const { session_id, connection_sequence, previous_trace_id } = session;
    annotate({ session_id, connection_sequence, previous_trace_id, is_cold_start: isColdStart });
    try {
      return await run(request, connection, ids, events);
    } finally {
      annotate({ events_yielded: events.count(), client_disconnected: connection.signal.aborted });
    }
  });
  if (ending === "disconnected") return () => "";
  return () => events.last(ending === "deadline" ? { remainingMilliseconds: remainingMilliseconds() } : undefined);
}

/** The loop: a snapshot at once, then polls and heartbeats in their own rhythms. */
async function run(
  request: StreamRequest,
  connection: Connection,
  ids: ReturnType<typeof eventIds>,
  events: ReturnType<typeof dispatcher>,
): Promise<Ending> {
  const { subject, resumeFrom, began } = request;
  const milliseconds = {
    poll: configuration.SSE_POLL_INTERVAL_SECONDS * 1_000,
    heartbeat: configuration.SSE_HEARTBEAT_INTERVAL_SECONDS * 1_000,
    lifetime: configuration.SSE_STREAM_LIFETIME_SECONDS * 1_000,
  };
  const changes = trackChanges(subject, resumeFrom);
  const look = async (instant: number) => {
    const found = await poll({ subject, changes, instant, resumeFrom });
    for (const event of found.slice(0, -1)) await events.send(event);
    // Only the last one completes what was found: a reader that breaks off before it has to be told the rest again.
    ids.completed(instant);
    for (const event of found.slice(-1)) await events.send(event);
  };
  await connection.write(retryFrame(configuration.SSE_RETRY_MS));
  let nextPoll = Date.now() + milliseconds.poll;
  let nextHeartbeat = Date.now() + milliseconds.heartbeat;
  await look(Date.now());
  metrics.ConnectionSetupMs(Date.now() - began);
  while (!connection.signal.aborted) {
    const now = Date.now();
    const untilDeadline = request.remainingMilliseconds() - reservedMilliseconds;
    if (untilDeadline < 0) return "deadline";
    if (now >= began + milliseconds.lifetime) return "lifetime";
    if (now >= nextHeartbeat) {
      nextHeartbeat = now + milliseconds.heartbeat;
      if (!(await request.isStillGranted())) return "revoked";
      await events.send(heartbeat(now, began));
      // A stream can last for minutes, and its alarms look at five of them.
      await flushMetrics();
    } else if (now >= nextPoll) {
      nextPoll = now + milliseconds.poll;
      await look(now);
    } else {
      const next = Math.min(nextPoll, nextHeartbeat, began + milliseconds.lifetime) - now;
      await pause(Math.min(next, untilDeadline + 1), connection.signal);
    }
  }
  return "disconnected";
}

function heartbeat(now: number, began: number) {
  return {
    type: "heartbeat",
    data: {
      timestamp: new Date(now).toISOString(),
      connections: connectionsPerEnvironment,
      uptime_seconds: Math.floor((now - began) / 1_000),
    },
  } as const;
}

import type { Invocation } from "./answers.ts";
import { resumePoint } from "./event-id.ts";
import { eventStreamType } from "./frame.ts";
import { parseSession } from "./request.ts";
import { logger } from "./runtime.ts";
import { type StreamRequest, streamSentiment } from "./stream.ts";
import { subjectMark } from "./subject.ts";

/** What a request may have. */
export interface OpenedStream extends Pick<StreamRequest, "subject" | "isStillGranted" | "began"> {
  /** Tickers and resolutions that were asked for and do not exist. */
  readonly ignored: number;
  /** The header Cache-Control. */
  readonly caching: string;
}

let isColdStart = true;

/** Begins the response and streams. Gives the text with which the response ends. */
export function openStream(invocation: Invocation, opened: OpenedStream): Promise<() => string> {
  const { event, context, respond } = invocation;
  const { subject, isStillGranted, began, ignored, caching } = opened;
  if (ignored > 0) logger.warn("unknown tickers or resolutions ignored", { ignored_count: ignored });
  const lastEventId = event.headers["last-event-id"];
  const resumeFrom = resumePoint(lastEventId, subjectMark(subject), began);
  const canResume = lastEventId === undefined || resumeFrom !== undefined;
  const stream = respond({
    statusCode: 200,
    headers: {
      "Content-Type": eventStreamType,
      "Cache-Control": caching,
      "X-Accel-Buffering": "no",
      "X-Request-Id": context.awsRequestId,
      "X-SSE-Resume-Supported": String(canResume),
    },
  });
  const request = {
    stream,
    subject,
    isStillGranted,
    session: parseSession(event.headers),
    resumeFrom,
    began,
    isColdStart,
    remainingMilliseconds: () => context.getRemainingTimeInMillis(),
  };
  isColdStart = false;
  return streamSentiment(request);
}

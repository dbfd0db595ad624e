import type { LambdaFunctionURLEvent } from "aws-lambda";
import type { StreamingInvocation } from "../shared/streaming-lambda.ts";
import { resumePoint } from "./event-id.ts";
import { eventStreamType } from "./frame.ts";
import { normalizedPath, parseFilter, parseSession } from "./request.ts";
import { environment, logger, streamingHandler } from "./runtime.ts";
import { streamSentiment } from "./stream.ts";

type Invocation = StreamingInvocation<LambdaFunctionURLEvent>;

let isColdStart = true;

/** GET /health and GET /api/v2/stream; everything else is 404, or 405 for another method. */
export const handler = streamingHandler<LambdaFunctionURLEvent>(async (invocation) => {
  const { method } = invocation.event.requestContext.http;
  const path = normalizedPath(invocation.event);
  if (path !== "/health" && path !== "/api/v2/stream") return answer(invocation, 404, { detail: "Not found" });
  if (method !== "GET") return answer(invocation, 405, { detail: "Method not allowed" }, { Allow: "GET" });
  if (path === "/health") return answer(invocation, 200, { status: "healthy", environment });
  return answerStream(invocation);
});

async function answerStream(invocation: Invocation): Promise<() => string> {
  const { event, context, respond } = invocation;
  const began = Date.now();
  const parsed = parseFilter(event.rawQueryString);
  if (!parsed.ok) return answer(invocation, 400, { detail: parsed.detail });
  if (parsed.ignored > 0) logger.warn("unknown tickers or resolutions ignored", { ignored_count: parsed.ignored });
  const lastEventId = event.headers["last-event-id"];
  const resumeFrom = resumePoint(lastEventId, began);
  const canResume = lastEventId === undefined || resumeFrom !== undefined;
  const stream = respond({
    statusCode: 200,
    headers: {
      "Content-Type": eventStreamType,
      "Cache-Control": "no-cache",
      "X-Accel-Buffering": "no",
      "X-Request-Id": context.awsRequestId,
      "X-SSE-Resume-Supported": String(canResume),
    },
  });
  const request = {
    stream,
    filter: parsed.filter,
    session: parseSession(event.headers),
    resumeFrom,
    began,
    isColdStart,
    remainingMilliseconds: () => context.getRemainingTimeInMillis(),
  };
  isColdStart = false;
  return streamSentiment(request);
}

async function answer(
  { context, respond }: Invocation,
  statusCode: number,
  body: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<() => string> {
  respond({
    statusCode,
    headers: { "Content-Type": "application/json", "X-Request-Id": context.awsRequestId, ...headers },
  });
  return () => JSON.stringify(body);
}

import type { LambdaFunctionURLEvent } from "aws-lambda";
import { answer, refuse } from "./answers.ts";
import { streamConfiguration } from "./configuration-stream.ts";
import { streamToEverybody } from "./public-stream.ts";
import { normalizedPath } from "./request.ts";
import { environment, streamingHandler } from "./runtime.ts";

const publicStream = "/api/v2/stream";
const configurationStream = /^\/api\/v2\/configurations\/([^/]+)\/stream$/;

/** Streams for everybody and for one configuration, and /health; everything else is 404, or 405 for another method. */
export const handler = streamingHandler<LambdaFunctionURLEvent>(async (invocation) => {
  const began = Date.now();
  const { method } = invocation.event.requestContext.http;
  const path = normalizedPath(invocation.event);
  const [, configurationId] = configurationStream.exec(path) ?? [];
  if (path !== "/health" && path !== publicStream && configurationId === undefined)
    return refuse(invocation, { code: "NOT_FOUND", message: "There is nothing at this path." });
  if (method !== "GET")
    return refuse(invocation, { code: "METHOD_NOT_ALLOWED", message: "Only GET is allowed." }, { Allow: "GET" });
  if (path === "/health") return answer(invocation, 200, { status: "healthy", environment });
  return configurationId === undefined
    ? streamToEverybody(invocation, began)
    : streamConfiguration(invocation, configurationId, began);
});

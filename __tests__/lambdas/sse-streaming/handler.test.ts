import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it } from "vitest";
import { sseStreaming as contract } from "../../../lambdas/sse-streaming/contract.ts";
import { lambdaContext } from "../../helpers/lambda-environment.ts";
import { ReceivedResponse, urlEvent } from "../../helpers/streaming-runtime.ts";
import { handler, tables } from "./streaming-function.ts";

async function ask(path: string, query = "", method = "GET") {
  const response = new ReceivedResponse();
  await handler(urlEvent(path, query, {}, method), response, lambdaContext(contract));
  return { ...response.head, body: JSON.parse(response.text) };
}

it.each(["/health", "//health/"])("%s is answered with the state and the environment", async (path) => {
  const answer = await ask(path);

  expect(answer).toMatchObject({
    statusCode: 200,
    body: { status: "healthy", environment: "test" },
    headers: { "Content-Type": "application/json" },
  });
});

it.each([
  ["POST", "/api/v2/stream", "", 405, "METHOD_NOT_ALLOWED", "Only GET is allowed."],
  ["POST", "/api/v2/configurations/1/stream", "", 405, "METHOD_NOT_ALLOWED", "Only GET is allowed."],
  ["GET", "/api/v2/streams", "", 404, "NOT_FOUND", "There is nothing at this path."],
  ["GET", "/api/v2/configurations/1/2/stream", "", 404, "NOT_FOUND", "There is nothing at this path."],
  ["GET", "/api/v2/stream", "tickers=123", 422, "VALIDATION_ERROR", "No ticker is 1 to 5 letters long."],
])(
  "D37: %s %s?%s is refused with %i, in the shape of all errors",
  async (method, path, query, status, code, message) => {
    const answer = await ask(path, query, method);

    expect(answer).toEqual({
      statusCode: status,
      headers: {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Request-Id": "00000000-0000-4000-8000-000000000000",
        ...(status === 405 ? { Allow: "GET" } : {}),
      },
      body: {
        code,
        message,
        detail: message,
        request_id: "00000000-0000-4000-8000-000000000000",
        trace_id: "1-6b00fdd5-09ddebcaa94551b47a5689b5",
      },
    });
    expect(tables.commandCalls(QueryCommand)).toHaveLength(0);
  },
);

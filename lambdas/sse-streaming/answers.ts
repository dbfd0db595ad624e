import type { LambdaFunctionURLEvent } from "aws-lambda";
import { errorBody, statusOfCode, type ToldError } from "../shared/error-body.ts";
import type { StreamingInvocation } from "../shared/streaming-lambda.ts";
import { traceId } from "./runtime.ts";

export type Invocation = StreamingInvocation<LambdaFunctionURLEvent>;

type Headers = Readonly<Record<string, string>>;

/** Answers with JSON. Gives the text with which the response ends. */
export async function answer(
  { context, respond }: Invocation,
  statusCode: number,
  body: Readonly<Record<string, unknown>>,
  headers: Headers = {},
): Promise<() => string> {
  respond({
    statusCode,
    headers: {
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Request-Id": context.awsRequestId,
      ...headers,
    },
  });
  return () => JSON.stringify(body);
}

/** Answers with an error in the one shape that all functions give it. */
export function refuse(invocation: Invocation, error: ToldError, headers?: Headers): Promise<() => string> {
  const ids = { requestId: invocation.context.awsRequestId, traceId: traceId() };
  return answer(invocation, statusOfCode[error.code], errorBody(error, ids), headers);
}

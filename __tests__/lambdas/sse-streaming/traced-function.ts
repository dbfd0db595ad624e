import { once } from "node:events";
import { afterAll, beforeEach, vi } from "vitest";
import { sseStreaming as contract } from "../../../lambdas/sse-streaming/contract.ts";
import { openDynamoDbEndpoint } from "../../helpers/dynamodb-endpoint.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import type { ReceivedSpan } from "../../helpers/otlp-reader.ts";
import { openOtlpSink, takeAll } from "../../helpers/otlp-sink.ts";
import {
  ReceivedResponse,
  type StreamingHandler,
  stubStreamingRuntime,
  urlEvent,
} from "../../helpers/streaming-runtime.ts";

/** The span that Lambda made of the invocation. */
export const parentSpanId = "53995c3f42cd8ad8";
export const sink = await openOtlpSink();
export const dynamoDb = await openDynamoDbEndpoint();
stubLambdaEnvironment(contract, {
  SSE_POLL_INTERVAL_SECONDS: 1,
  SSE_STREAM_LIFETIME_SECONDS: 2,
});
const openTelemetry = {
  OTEL_SERVICE_NAME: contract.name,
  OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: "500",
  OTEL_BSP_SCHEDULE_DELAY: "300",
  OTEL_BSP_MAX_QUEUE_SIZE: "1500",
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "50",
  OTEL_BSP_EXPORT_TIMEOUT: "800",
  OTEL_SDK_DISABLED: "false",
  AWS_XRAY_CONTEXT_MISSING: "RUNTIME_ERROR",
  AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
  // Both services speak the same protocol.
  AWS_ENDPOINT_URL_SECRETS_MANAGER: dynamoDb.url,
};
for (const [variable, value] of Object.entries(openTelemetry)) vi.stubEnv(variable, value);
stubStreamingRuntime();
const { handler } = (await import("../../../lambdas/sse-streaming/handler.ts")) as unknown as {
  handler: StreamingHandler;
};

beforeEach(() => {
  sink.spans.length = 0;
  sink.requests.length = 0;
  sink.answer = takeAll;
  dynamoDb.requests.length = 0;
  dynamoDb.answer = () => ({ body: { Items: [], Count: 0 } });
});

afterAll(async () => {
  await sink.close();
  await dynamoDb.close();
});

let invocations = 0;

/** A trace as Lambda gives it: begun now, another one for each invocation. */
export function beginTrace(sampled = "1") {
  invocations += 1;
  const traceId = `${Math.floor(Date.now() / 1000).toString(16)}${String(invocations).padStart(24, "0")}`;
  const notation = `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;
  vi.stubEnv("_X_AMZN_TRACE_ID", `Root=${notation};Parent=${parentSpanId};Sampled=${sampled};Lineage=1:abcdef01:0`);
  return { traceId, notation };
}

/** So little time that a stream ends after its snapshot. */
export const snapshotOnly = 2_000;

/** Asks the function, with its spans and calls. */
export async function request(
  query = "",
  headers: Readonly<Record<string, string>> = {},
  remainingMilliseconds: number = snapshotOnly,
  path = "/api/v2/stream",
) {
  const response = new ReceivedResponse();
  let spansBeforeEnd: number | undefined;
  response.once("prefinish", () => {
    spansBeforeEnd = sink.spans.length;
  });
  const outcome = await handler(
    urlEvent(path, query, headers),
    response,
    lambdaContext(contract, remainingMilliseconds),
  ).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (response.writableEnded && !response.writableFinished) await once(response, "finish");
  return {
    response,
    outcome,
    spansBeforeEnd,
    spans: [...sink.spans],
    exports: [...sink.requests],
    calls: dynamoDb.requests.length,
  };
}

/** Spans of one name. */
export function named(spans: readonly ReceivedSpan[], name: string) {
  return spans.filter((span) => span.name === name);
}

/** An article as DynamoDB answers it, scored now. */
export function article(sourceId: string) {
  const now = { S: new Date().toISOString() };
  return {
    source_id: { S: sourceId },
    timestamp: now,
    analyzed_at: now,
    sentiment: { S: "positive" },
    score: { N: "0.9" },
    polarity: { N: "0.8" },
    sources: { L: [{ S: "tiingo" }] },
    matched_tickers: { L: [{ S: "AAPL" }] },
  };
}

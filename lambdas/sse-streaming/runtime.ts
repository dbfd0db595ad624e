import { streamingLambda } from "../shared/streaming-lambda.ts";
import { sseStreaming } from "./contract.ts";

export const { configuration, environment, metrics, traced, logger, flushMetrics, traceId, streamingHandler } =
  streamingLambda(sseStreaming);

import type { Writable } from "node:stream";
import type { Context, StreamifyHandler } from "aws-lambda";
import { bindContract, flushAfterFailure, type LambdaRuntime } from "./bind-contract.ts";
import type { LambdaContract } from "./contract/index.ts";
import { noteDeadline } from "./invocation-deadline.ts";
import { embeddedMetrics } from "./metrics/embedded.ts";
import { openTelemetryTracing, type StreamingTracing } from "./tracing/open-telemetry.ts";

/** Status and headers of a streamed response. */
export interface ResponseHead {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** One request to a function that streams its response. */
export interface StreamingInvocation<E> {
  readonly event: E;
  readonly context: Context;
  /** Begins the response. Called exactly once; its stream is ended by `streamingHandler`, never by the work itself. */
  respond(head: ResponseHead): Writable;
}

/**
 * Answers a request and returns how the response ends: a function that gives its last text. It is called when all
 * spans are safe with the collector, so that a caller who reads the end knows that nothing went wrong before it.
 */
export type StreamingWork<E> = (invocation: StreamingInvocation<E>) => Promise<() => string>;

/** What a streaming handler gets from its contract. */
export interface StreamingLambdaRuntime<C extends LambdaContract> extends Omit<LambdaRuntime<C>, "handler"> {
  /** Trace id of the running invocation in X-Ray notation; undefined where tracing is off and Lambda gave none. */
  traceId(): string | undefined;
  /**
   * Makes the Lambda handler. Spans are delivered before the response ends, because only a failure before the end fails
   * the invocation; metrics are flushed in every outcome; errors are logged by class and thrown on.
   */
  streamingHandler<E>(work: StreamingWork<E>): StreamifyHandler<E, void>;
}

/**
 * As `lambda`, for a function that streams its response and traces with OpenTelemetry.
 *
 * @throws ConfigurationError at start, where a variable is missing or malformed.
 */
export function streamingLambda<const C extends LambdaContract & { readonly tracing: "open-telemetry" }>(
  contract: C,
): StreamingLambdaRuntime<C> {
  const tracing = openTelemetryTracing();
  const { handler: _, ...runtime } = bindContract(contract, tracing, embeddedMetrics());
  return {
    ...runtime,
    traceId: () => tracing.traceId(),
    // The decorator stays outermost: anything around it would hide its mark, and Lambda would buffer the response.
    streamingHandler: <E>(work: StreamingWork<E>) =>
      awslambda.streamifyResponse((event: E, stream, context) =>
        answer({ runtime, tracing, work }, event, stream, context),
      ),
  };
}

interface Parts<E> {
  readonly runtime: Pick<LambdaRuntime<LambdaContract>, "logger" | "flushMetrics">;
  readonly tracing: StreamingTracing;
  readonly work: StreamingWork<E>;
}

async function answer<E>(
  { runtime, tracing, work }: Parts<E>,
  event: E,
  stream: Writable,
  context: Context,
): Promise<void> {
  const { logger, flushMetrics } = runtime;
  logger.addContext(context);
  noteDeadline(context);
  let body = stream;
  const respond = (head: ResponseHead) => {
    body = awslambda.HttpResponseStream.from(stream, { ...head });
    // Without a listener, a caller who goes away would end the process.
    body.on("error", (error) => logger.warn("response stream failed", { error_type: error.name }));
    return body;
  };
  let lastText: string;
  try {
    const end = await tracing
      .inInvocation(() => work({ event, context, respond }))
      .catch(async (error: unknown) => {
        await tracing
          .flush()
          .catch((lost: Error) => logger.error("spans of the failed invocation were lost", { error_type: lost.name }));
        throw error;
      });
    await tracing.flush();
    lastText = end();
    await flushMetrics();
  } catch (error) {
    // The class alone: messages of the SDK can quote names and values.
    logger.error("invocation failed", { error_type: error instanceof Error ? error.name : typeof error });
    await flushAfterFailure({ flush: flushMetrics }, logger);
    throw error;
  }
  if (body.destroyed) return;
  // Written, not handed to `end`: the runtime client sends status and headers with the first write, and only with that.
  body.write(lastText);
  body.end();
}

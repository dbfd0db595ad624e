import { Logger } from "@aws-lambda-powertools/logger";
import type { Context } from "aws-lambda";
import { readConfiguration, readStandardVariable } from "./configuration.ts";
import type { AnnotationKey, Configuration, OperationName, RunTimeContract } from "./contract/index.ts";
import { type AnnotateFailurePath, type FailurePathName, survive } from "./failure-path.ts";
import { noteDeadline } from "./invocation-deadline.ts";
import { type MetricEmitter, metricEmitter } from "./metrics/emitter.ts";
import type { MetricSink } from "./metrics/sink.ts";
import { type Annotations, type AnnotationsWith, type Tracing, useTracing } from "./tracing/tracing.ts";

/** Writes annotations into the span of one operation; only keys that the contract declares compile. */
export type Annotate<C extends RunTimeContract, O extends OperationName<C>> = (
  values: AnnotationsWith<AnnotationKey<C, O>>,
) => void;

/** Everything that a handler gets from its contract. */
export interface LambdaRuntime<C extends RunTimeContract> {
  readonly configuration: Configuration<C>;
  readonly environment: string;
  readonly logger: Logger;
  readonly metrics: MetricEmitter<C>;
  /** Runs `work` in the span of a declared operation. */
  traced<O extends OperationName<C>, T>(operation: O, work: (annotate: Annotate<C, O>) => Promise<T>): Promise<T>;
  /** Runs an operation whose failure is recorded and survived with `fallback`. */
  failurePath<P extends FailurePathName<C>, T>(
    path: P,
    fallback: T | ((error: unknown) => T),
    work: (annotate: AnnotateFailurePath<C, P>) => Promise<T>,
  ): Promise<T>;
  /** Hands the recorded metrics over; `handler` does it at the end of every invocation. */
  flushMetrics(): Promise<void>;
  /**
   * Makes the Lambda handler: it works in the trace of its invocation and fails without one; metrics are flushed in every
   * outcome, errors are logged by class and thrown on.
   */
  handler<E, R>(work: (event: E, context: Context) => Promise<R>): (event: E, context: Context) => Promise<R>;
}

/**
 * Binds a contract to the process with a given way of tracing and of sending metrics.
 *
 * @throws ConfigurationError at start, where a variable is missing or malformed.
 */
export function bindContract<const C extends RunTimeContract>(
  contract: C,
  tracing: Tracing,
  sink: MetricSink,
): LambdaRuntime<C> {
  const configuration = readConfiguration(contract, process.env);
  const environment = readStandardVariable(contract, "ENVIRONMENT", process.env);
  const functionName = readStandardVariable(contract, "AWS_LAMBDA_FUNCTION_NAME", process.env);
  const logger = new Logger({ serviceName: contract.name });
  useTracing(tracing);
  return {
    configuration,
    environment,
    logger,
    metrics: metricEmitter(contract, environment, sink),
    traced: (operation, work) =>
      tracing.inSpan(operation, (annotate) => work((values) => annotate(values as Annotations))),
    failurePath: (path, fallback, work) => survive({ contract, functionName, tracing, sink }, path, fallback, work),
    flushMetrics: () => sink.flush(),
    handler: (work) => async (event, context) => {
      logger.addContext(context);
      noteDeadline(context);
      try {
        const result = await tracing.inInvocation(() => work(event, context));
        await sink.flush();
        return result;
      } catch (error) {
        // The class alone: messages of providers and of the SDK can quote addresses, tokens and article text.
        logger.error("invocation failed", { error_type: errorType(error) });
        await flushAfterFailure(sink, logger);
        throw error;
      }
    },
  };
}

/** Hands over what a failed invocation recorded. What failed first is what is thrown, so this never throws. */
export async function flushAfterFailure(sink: Pick<MetricSink, "flush">, logger: Logger): Promise<void> {
  await sink
    .flush()
    .catch((lost: unknown) =>
      logger.error("metrics of the failed invocation were lost", { error_type: errorType(lost) }),
    );
}

function errorType(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

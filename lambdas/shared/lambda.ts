import { bindContract, type LambdaRuntime } from "./bind-contract.ts";
import type { LambdaContract } from "./contract/index.ts";
import { embeddedMetrics } from "./metrics/embedded.ts";
import type { MetricSink } from "./metrics/sink.ts";
import { xRayTracing } from "./tracing/x-ray.ts";

export type { Annotate, LambdaRuntime } from "./bind-contract.ts";

/** A contract whose metrics go through the API must say how; all others write log lines. */
export type MetricTransport<C extends LambdaContract> = C["metricTransport"] extends "api" ? [sink: MetricSink] : [];

/**
 * Binds a contract to the process: reads and checks its configuration, and offers only what it declares.
 *
 * @throws ConfigurationError at start, where a variable is missing or malformed.
 */
export function lambda<const C extends LambdaContract>(
  contract: C,
  ...transport: MetricTransport<C>
): LambdaRuntime<C> {
  return bindContract(contract, xRayTracing(), transport[0] ?? embeddedMetrics());
}

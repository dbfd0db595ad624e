import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import type { CheckedStack } from "../../guardrails/checked-stack.ts";
import { blocks } from "../../guardrails/resource.ts";
import { billedFunctions } from "../billed-function.ts";
import { daysPerMonth, type ExpectedTraffic } from "../expected-traffic.ts";
import { invocationsOf } from "../invocations.ts";
import type { PriceId } from "../prices.ts";

/**
 * Metrics pay by the hour in which they have a value. Each counts for the whole month, also those that have one only
 * when something is wrong: then the bill must not be a surprise.
 */
export function metricUsage(stack: CheckedStack, traffic: ExpectedTraffic): Readonly<Partial<Record<PriceId, number>>> {
  const contracts = billedFunctions(stack).map(({ contract }) => contract);
  const fromLines = stack
    .of("aws_cloudwatch_log_metric_filter")
    .flatMap(({ body }) => blocks(body.metric_transformation))
    .map(({ namespace, name }) => `${stack.text(namespace)} ${stack.text(name)}`);
  return {
    functionMetrics: contracts.reduce((sum, contract) => sum + seriesOf(contract), 0),
    logMetrics: new Set(fromLines).size,
    metricCalls: contracts.reduce((sum, contract) => sum + callsPerDay(contract, traffic), 0) * daysPerMonth,
  };
}

/** A metric with dimensions is as many as there are combinations of their values; every failure path has one. */
function seriesOf({ metrics, failurePaths }: LambdaContract): number {
  const combinations = Object.values(metrics).map(({ dimensions = {} }) =>
    Object.values(dimensions).reduce((product, values) => product * values.length, 1),
  );
  return combinations.reduce((sum, count) => sum + count, Object.keys(failurePaths).length);
}

/** A call of PutMetricData is for one namespace. */
function callsPerDay(contract: LambdaContract, traffic: ExpectedTraffic): number {
  if (contract.metricTransport !== "api") return 0;
  const namespaces = new Set(Object.values(contract.metrics).map(({ branch }) => branch)).size;
  const { scheduled, expected } = invocationsOf(contract, traffic);
  return (scheduled + expected) * namespaces;
}

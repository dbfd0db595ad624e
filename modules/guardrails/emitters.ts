import {
  type LambdaContract,
  metricNamespace,
  reliabilityBranch,
  silentFailureMetric,
} from "../../lambdas/shared/contract/index.ts";
import { grouped } from "../grouped.ts";
import { asRecord } from "../schema/location.ts";
import type { AlarmMetric } from "./alarm-metrics.ts";
import type { CheckedStack } from "./checked-stack.ts";
import { variablesOf } from "./functions.ts";
import { blocks, type Resource } from "./resource.ts";

/** A metric that something writes, with every value that its dimensions can take. */
export interface Emitter {
  readonly namespace: string;
  readonly name: string;
  /** A value that only the log line knows stands as `undefined`. */
  readonly dimensions: Readonly<Record<string, readonly string[] | undefined>>;
}

const kept = new WeakMap<readonly CheckedStack[], ReadonlyMap<string, readonly Emitter[]>>();

/** Everything in stacks that writes a metric of this namespace and name, with whichever dimensions. */
export function emittersOf(
  { namespace, name }: Pick<Emitter, "namespace" | "name">,
  stacks: readonly CheckedStack[],
): readonly Emitter[] {
  const byMetric = kept.get(stacks) ?? grouped(stacks.flatMap(emittersIn), (each) => `${each.namespace} ${each.name}`);
  kept.set(stacks, byMetric);
  return byMetric.get(`${namespace} ${name}`) ?? [];
}

/** Functions write what their contracts say, log filters what they say themselves. */
function emittersIn(stack: CheckedStack): readonly Emitter[] {
  return [
    ...contractEmitters(stack),
    ...stack.of("aws_cloudwatch_log_metric_filter").flatMap((filter) => filterEmitters(filter, stack)),
  ];
}

/** Whether an emitter of a metric writes it as an alarm reads it: with the same dimensions, and one of the values. */
export function writes({ dimensions }: Emitter, metric: AlarmMetric): boolean {
  const keys = Object.keys(dimensions);
  if (keys.length !== Object.keys(metric.dimensions).length) return false;
  return keys.every((key) => {
    const value = metric.dimensions[key];
    return value !== undefined && (dimensions[key]?.includes(value) ?? true);
  });
}

/** Everything that the deployed functions of a stack write, from their contracts. */
export function contractEmitters(stack: CheckedStack): readonly Emitter[] {
  return stack.contracts.flatMap((contract) => emittersOfContract(contract, stack));
}

/** A contract says what is written; the variables of the deployed function say with which environment and name. */
function emittersOfContract(contract: LambdaContract, stack: CheckedStack): readonly Emitter[] {
  const deployed = stack
    .of("aws_lambda_function")
    .find((each) => variablesOf(each).POWERTOOLS_SERVICE_NAME === contract.name);
  if (deployed === undefined) return [];
  const environment = stack.text(variablesOf(deployed).ENVIRONMENT) ?? "";
  const functionName = stack.text(deployed.body.function_name) ?? "";
  return [
    ...Object.entries(contract.metrics).map(([name, { branch, dimensions = {} }]) => ({
      namespace: metricNamespace(contract.system, branch),
      name,
      dimensions: { Environment: [environment], ...dimensions },
    })),
    ...Object.keys(contract.failurePaths).map((path) => ({
      namespace: metricNamespace(contract.system, reliabilityBranch),
      name: silentFailureMetric.name,
      dimensions: { FunctionName: [functionName], FailurePath: [path] },
    })),
  ];
}

function filterEmitters({ body }: Resource, stack: CheckedStack): readonly Emitter[] {
  return blocks(body.metric_transformation).map(({ namespace, name, dimensions }) => ({
    namespace: stack.text(namespace) ?? "",
    name: stack.text(name) ?? "",
    dimensions: Object.fromEntries(Object.keys(asRecord(dimensions) ?? {}).map((key) => [key, undefined])),
  }));
}

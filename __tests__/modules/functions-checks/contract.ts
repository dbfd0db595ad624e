import { type LambdaContract, schedule } from "../../../lambdas/shared/contract/index.ts";

/** A contract that is in order, with some of its parts changed. */
export function contractWith(changes: Partial<LambdaContract> = {}): LambdaContract {
  return {
    system: { name: "tests", metricNamespace: "Tests" },
    name: "worker",
    purpose: "Works.",
    timeoutSeconds: 30,
    memoryMegabytes: 256,
    reservedConcurrency: 1,
    tracing: "x-ray",
    triggers: [schedule("rate(1 minute)")],
    reaches: {},
    settings: {},
    metricTransport: "embedded",
    metrics: {},
    failurePaths: {},
    operations: {},
    ...changes,
  };
}

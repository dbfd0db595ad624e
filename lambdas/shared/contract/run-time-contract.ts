import type { FailurePath, LambdaContract } from "./contract.ts";
import type { Metric } from "./metrics-and-alarms.ts";

/**
 * What of a contract a running function reads, and all that its zip contains. Everything else is for the stack alone, so
 * that another threshold, memory or timeout leaves the code as it is.
 */
export interface RunTimeContract
  extends Pick<LambdaContract, "system" | "name" | "reaches" | "settings" | "operations"> {
  readonly metrics: Readonly<Record<string, Omit<Metric, "alarm">>>;
  readonly failurePaths: Readonly<Record<string, Omit<FailurePath, "loses">>>;
}

/** The part of a contract that goes into the function's zip. */
export function runTimeContract(contract: LambdaContract): RunTimeContract {
  const { system, name, reaches, settings, operations } = contract;
  return {
    system,
    name,
    reaches,
    settings,
    metrics: mapValues(contract.metrics, ({ alarm: _, ...metric }) => metric),
    failurePaths: mapValues(contract.failurePaths, ({ loses: _, ...path }) => path),
    operations,
  };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

import { faultsOf, type RequirementFault } from "../mutation.ts";

const sharedResources = "__tests__/stacks/sentiment/alarms/shared-resources.test.ts";
const standardSet = "__tests__/stacks/sentiment/alarms/standard-set.test.ts";
const inStandardSet = faultsOf("modules/alarms/standard-set.ts");

/** Alarms, the dashboard and the bill. */
export const watchingFaults: readonly RequirementFault[] = [
  faultsOf("modules/alarms/alarm.ts")(
    ["FR-045"],
    "missing data left undecided",
    "      treatMissingData: record.missing,\n",
    "",
    "__tests__/stacks/sentiment/alarms/every-alarm.test.ts",
  ),
  faultsOf("modules/dashboard/alarm-widgets.ts")(
    ["FR-044", "SC-022"],
    "dashboard without the alarms on metrics of the system's own",
    "alarms.filter((alarm) => alarm.severity === severity)",
    'alarms.filter((alarm) => alarm.severity === severity && alarm.kind !== "custom")',
    "__tests__/stacks/sentiment/dashboard/dashboards.test.ts",
  ),
  faultsOf("modules/alarms/contract-alarms.ts")(
    ["FR-042", "SC-018"],
    "contract whose metrics get no alarms",
    "  return [...metricAlarms(contract, watched), ...failurePathAlarms(contract, watched)];",
    "  return failurePathAlarms(contract, watched);",
    "__tests__/stacks/sentiment/alarms/from-contracts.test.ts",
  ),
  faultsOf("stacks/sentiment/alarms/trace-alarms.ts")(
    ["FR-034", "SC-013"],
    "alarm on the traces of live traffic in place of the faults",
    '"X-Ray group", "errors"',
    '"X-Ray group", "live"',
    sharedResources,
  ),
  faultsOf("modules/alarms/table-alarms.ts")(
    ["FR-039"],
    "table whose refused reads nobody is told of",
    ' throttles(table, "Read"),',
    "",
    sharedResources,
  ),
  inStandardSet(
    ["FR-040", "SC-017"],
    "alarm on errors that counts lost events",
    'lambdaMetric("Errors", watched, "Sum")',
    'lambdaMetric("DeadLetterErrors", watched, "Sum")',
    standardSet,
  ),
  inStandardSet(
    ["FR-041", "SC-017"],
    "alarm on latency that reads the time of extensions",
    'lambdaMetric("Duration", watched, "p95")',
    'lambdaMetric("PostRuntimeExtensionsDuration", watched, "p95")',
    standardSet,
  ),
  inStandardSet(
    ["FR-061"],
    "limit on latency too near to the timeout",
    "latencyShare = 0.8",
    "latencyShare = 0.95",
    "__tests__/modules/alarms/standard-set.test.ts",
  ),
  faultsOf("lambdas/sse-streaming/contract.ts")(
    ["FR-061"],
    "life of a stream beyond the limit on its latency",
    "longestStreamSeconds = 630",
    "longestStreamSeconds = 890",
    "__tests__/stacks/sentiment/requirements/every-function.test.ts",
  ),
  faultsOf("stacks/sentiment/tracing.ts")(
    ["SC-013"],
    "group of traces that counts refusals in place of faults",
    "errors: `fault = true",
    "errors: `error = true",
    "__tests__/stacks/sentiment/requirements/trace-groups.test.ts",
  ),
  faultsOf("modules/alarms/cost-alarms.ts")(
    ["FR-038", "SC-016"],
    "bill without its last step",
    "traceCostSteps = [10, 25, 50]",
    "traceCostSteps = [10, 25]",
    "__tests__/stacks/account/alarms.test.ts",
  ),
];

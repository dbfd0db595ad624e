import { faultsOf, type RequirementFault } from "../mutation.ts";

const fault = faultsOf("modules/alarms/alarm.ts");

/** Alarms, the dashboard and the bill. */
export const watchingFaults: readonly RequirementFault[] = [
  fault(
    ["FR-045"],
    "missing data left undecided",
    "      treatMissingData: record.missing,\n",
    "",
    "__tests__/stacks/sentiment/alarms/every-alarm.test.ts",
  ),
  faultsOf("modules/dashboard/alarm-widgets.ts")(
    ["FR-044"],
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
];

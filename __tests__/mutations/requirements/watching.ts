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
];

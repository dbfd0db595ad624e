import { accountFaults } from "./account-faults.ts";
import type { Fault } from "./fault.ts";
import { functionFaults } from "./function-faults.ts";
import { newsFaults } from "./news-faults.ts";
import { peopleFaults } from "./people-faults.ts";
import { resourceFaults } from "./resource-faults.ts";

export type { Fault } from "./fault.ts";

/** The narrower before the wider: the first row that fits an alarm is its. */
const rows = [...accountFaults, ...resourceFaults, ...peopleFaults, ...newsFaults, ...functionFaults];

/** What goes wrong for an alarm, by the last part of its name. Empty where nobody has said so. */
export function faultsFor(alarm: string): readonly Fault[] {
  for (const [pattern, faultsOf] of rows) {
    const [found, ...parts] = pattern.exec(alarm) ?? [];
    if (found !== undefined) return faultsOf(...parts);
  }
  return [];
}

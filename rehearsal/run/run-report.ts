import type { GrantRemoval } from "./grant-removal.ts";
import type { Probe } from "./probe.ts";
import type { UsedPermissions } from "./used-permissions.ts";

/** What the deployed alarms said of what the functions emitted. */
export interface AlarmReport {
  /** Alarms that were evaluated, composites too. */
  readonly alarms: number;
  /** Names of those that went off while all was well. */
  readonly inHealth: readonly string[];
  /** Names, without the environment, of those that went off in the fault of the scenario. */
  readonly inFault: readonly string[];
}

/** What came of running what was deployed, for the report. */
export interface RunReport {
  readonly permissions: UsedPermissions;
  readonly alarms: AlarmReport;
  /** What each role tried that it was not granted. */
  readonly probes: readonly Probe[];
  /** What happened without each grant; empty where that was not asked for. */
  readonly removals: readonly GrantRemoval[];
}

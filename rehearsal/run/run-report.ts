import type { GrantRemoval } from "./grant-removal.ts";
import type { UsedPermissions } from "./used-permissions.ts";

/** What came of running what was deployed, for the report. */
export interface RunReport {
  readonly permissions: UsedPermissions;
  /** What happened without each grant; empty where that was not asked for. */
  readonly removals: readonly GrantRemoval[];
}

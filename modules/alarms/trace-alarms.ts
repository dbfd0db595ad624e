import { type AlarmRecord, filled } from "./alarm-record.ts";
import { tracesQuery } from "./first-look.ts";

/** Traces of an X-Ray group that are too many. */
export interface WatchedTraceGroup {
  readonly id: string;
  /** Name of the group in X-Ray. */
  readonly groupName: string;
  readonly threshold: number;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly severity: "warning" | "info";
  readonly meaning: string;
  readonly requirements: readonly string[];
}

/**
 * An alarm on the number of traces that X-Ray counts for a group. Its first look names the group: the filter of a group
 * grows with the functions, and descriptions of alarms are short.
 */
export function traceGroupAlarm({ id, groupName, ...terms }: WatchedTraceGroup): AlarmRecord {
  return {
    ...terms,
    id,
    title: `Traces of ${groupName}`,
    kind: "traces",
    signal: filled(
      {
        namespace: "AWS/X-Ray",
        name: "ApproximateTraceCount",
        dimensions: { GroupName: groupName },
        statistic: "Sum",
      },
      0,
    ),
    comparison: "GreaterThanThreshold",
    missing: "missing",
    missingBecause: "X-Ray counts a group only while traces match it",
    runbook: "traces",
    firstLook: tracesQuery(`group.name = "${groupName}"`),
  };
}

import type { AlarmRecord } from "../../../modules/alarms/alarm-record.ts";

/** Metric of the alarm that tests begin with. */
export const metric = {
  namespace: "AWS/Lambda",
  name: "Errors",
  dimensions: { FunctionName: "f" },
  statistic: "Sum",
} as const;

/** An alarm that has nothing wrong, but for the changes. */
export const alarm = (id: string, changes: Partial<AlarmRecord> = {}): AlarmRecord => ({
  id,
  title: "Errors",
  kind: "errors",
  signal: { form: "metric", metric },
  comparison: "GreaterThanThreshold",
  threshold: 0,
  periodSeconds: 300,
  evaluationPeriods: 1,
  missing: "missing",
  missingBecause: "nothing ran",
  severity: "warning",
  meaning: "Something failed.",
  runbook: "errors",
  firstLook: { kind: "metrics", text: "Errors" },
  requirements: [],
  ...changes,
});

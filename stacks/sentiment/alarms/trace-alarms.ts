import type { AlarmRecord } from "../../../modules/alarms/alarm-record.ts";
import { traceGroupAlarm } from "../../../modules/alarms/trace-alarms.ts";
import type { Surroundings } from "../surroundings.ts";

/** Alarms on groups of traces, which see what no single function's metrics show. */
export function traceAlarms({ naming }: Surroundings): readonly AlarmRecord[] {
  return [
    traceGroupAlarm({
      id: "traces-with-errors",
      groupName: naming("X-Ray group", "errors"),
      threshold: 0,
      periodSeconds: 300,
      evaluationPeriods: 3,
      severity: "info",
      meaning: "For a quarter of an hour there have been traces with faults, of whichever function.",
      requirements: ["FR-034", "SC-013"],
    }),
    traceGroupAlarm({
      id: "stream-reconnects",
      groupName: naming("X-Ray group", "sse-reconnects"),
      threshold: 10,
      periodSeconds: 60,
      evaluationPeriods: 1,
      severity: "warning",
      meaning: "Browsers connect their streams again more than ten times a minute: streams end before their time.",
      requirements: ["FR-141"],
    }),
  ];
}

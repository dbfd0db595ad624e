import type { AlarmRecord } from "../alarms/alarm-record.ts";
import { graphs, metricLine } from "./graph.ts";
import type { Section } from "./section.ts";

/** A group of traces in X-Ray. */
export interface ShownTraceGroup {
  readonly name: string;
  /** Name in X-Ray. */
  readonly groupName: string;
}

/** How many traces each group has: one row, so that a group which falls silent stands beside one which does not. */
export function traceSection(groups: readonly ShownTraceGroup[], alarms: readonly AlarmRecord[]): Section {
  return {
    title: "Traces",
    explanation: "Sampled traces by group of X-Ray; how many are sampled is a matter of the environment's rules.",
    widgets: groups.flatMap(({ name, groupName }) =>
      graphs({
        title: `Traces: ${name}`,
        lines: [
          metricLine(
            {
              namespace: "AWS/X-Ray",
              name: "ApproximateTraceCount",
              dimensions: { GroupName: groupName },
              statistic: "Sum",
            },
            "traces",
          ),
        ],
        alarms,
        width: 4,
      }),
    ),
  };
}

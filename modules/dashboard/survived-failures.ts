import type { AlarmRecord } from "../alarms/alarm-record.ts";
import { failurePathMetric } from "../alarms/contract-metric.ts";
import type { ShownFunction } from "./golden-signals.ts";
import { graphs, metricLine } from "./graph.ts";
import { gridWidth } from "./limits.ts";
import type { Section } from "./section.ts";

/** Period in which a survived failure is counted, as its alarm does. */
const periodSeconds = 60;

/** What functions carry on after: nothing else shows it. */
export function survivedFailures(functions: readonly ShownFunction[], alarms: readonly AlarmRecord[]): Section {
  const lines = functions.flatMap(({ contract, watched }) =>
    Object.keys(contract.failurePaths).map((path) =>
      metricLine(
        { ...failurePathMetric(contract, watched, path), statistic: "Sum" },
        `${contract.name}: ${path}`,
        periodSeconds,
      ),
    ),
  );
  return {
    title: "Survived failures",
    explanation: "The function carried on, and something is lost; the runbook says what.",
    widgets: graphs({ title: "Failures by path", lines, alarms, width: gridWidth }),
  };
}

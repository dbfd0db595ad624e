import type { AlarmRecord } from "../alarms/alarm-record.ts";
import type { WatchedTable } from "../alarms/table-alarms.ts";
import { graph, linesOfAlarm, metricLine } from "./graph.ts";
import { gridWidth } from "./limits.ts";
import type { Section } from "./section.ts";
import type { GraphWidget, MetricLine, ShownStatistic } from "./widget.ts";

const width = gridWidth / 4;

/** One row per table: what is used of it, what it refuses, how long it takes, what it fails at. */
export function tableSection(tables: readonly WatchedTable[], alarms: readonly AlarmRecord[]): Section {
  return { title: "Tables", widgets: tables.flatMap((table) => tableGraphs(table, alarms)) };
}

function tableGraphs(table: WatchedTable, alarms: readonly AlarmRecord[]): readonly GraphWidget[] {
  const { name, tableName, operations } = table;
  const line = (metric: string, statistic: ShownStatistic, label: string): MetricLine =>
    metricLine({ namespace: "AWS/DynamoDB", name: metric, dimensions: { TableName: tableName }, statistic }, label);
  const byOperation = (metric: string, statistic: ShownStatistic): readonly MetricLine[] =>
    operations.map((operation) =>
      metricLine(
        {
          namespace: "AWS/DynamoDB",
          name: metric,
          dimensions: { TableName: tableName, Operation: operation },
          statistic,
        },
        operation,
      ),
    );
  const capacity = [
    line("ConsumedReadCapacityUnits", "Sum", "read units"),
    line("ConsumedWriteCapacityUnits", "Sum", "write units"),
  ];
  const refused = [line("ReadThrottleEvents", "Sum", "reads"), line("WriteThrottleEvents", "Sum", "writes")];
  const failed = [...failuresWatched(table, alarms), ...byOperation("SystemErrors", "Sum")];
  return [
    graph({ title: `${name}: capacity used`, lines: capacity, alarms, width }),
    graph({ title: `${name}: refused`, lines: refused, alarms, width }),
    graph({
      title: `${name}: time per request, ms`,
      lines: byOperation("SuccessfulRequestLatency", "Average"),
      alarms,
      width,
    }),
    graph({ title: `${name}: failures of DynamoDB`, lines: failed, alarms, width }),
  ];
}

/** The sum over all operations that an alarm watches. */
function failuresWatched({ tableName }: WatchedTable, alarms: readonly AlarmRecord[]) {
  return alarms
    .filter(
      ({ signal }) =>
        signal.form === "expression" &&
        Object.values(signal.metrics).every(({ dimensions }) => dimensions.TableName === tableName),
    )
    .flatMap(linesOfAlarm)
    .map((line) => ({ ...line, label: "all operations" }));
}

import type { AlarmKind, AlarmRecord } from "../alarms/alarm-record.ts";
import { kindHeadings } from "../alarms/kind-headings.ts";
import { graphs, linesOfAlarm } from "./graph.ts";
import { gridWidth } from "./limits.ts";
import type { Section } from "./section.ts";
import type { GraphWidget } from "./widget.ts";

/** Alarms whose thresholds no graph of these sections draws. */
export function undrawn(alarms: readonly AlarmRecord[], sections: readonly Section[]): readonly AlarmRecord[] {
  const drawn = new Set(
    sections.flatMap(({ widgets }) => widgets.flatMap((widget) => (widget.kind === "graph" ? widget.alarmIds : []))),
  );
  return alarms.filter(({ id }) => !drawn.has(id));
}

/** Graphs of what alarms watch, each with its threshold. */
export function alarmGraphs(alarms: readonly AlarmRecord[]): readonly GraphWidget[] {
  const groups = new Map<string, AlarmRecord[]>();
  for (const alarm of alarms) {
    const key = comparableKey(alarm);
    groups.set(key, [...(groups.get(key) ?? []), alarm]);
  }
  return [...groups.values()].sort(byKind).flatMap((group) =>
    graphs({
      title: titleOf(group),
      lines: group.flatMap(linesOfAlarm),
      alarms: group,
      width: gridWidth / 4,
    }),
  );
}

/** Alarms of one kind share a graph where one threshold holds for all. */
function comparableKey({ id, kind, signal, threshold, periodSeconds }: AlarmRecord): string {
  const shared = signal.form === "metric" ? signal.metric.statistic : id;
  return JSON.stringify([kind, shared, threshold, periodSeconds]);
}

const kindOrder = Object.keys(kindHeadings) as AlarmKind[];

function byKind([a]: readonly AlarmRecord[], [b]: readonly AlarmRecord[]): number {
  return a === undefined || b === undefined ? 0 : kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind);
}

function titleOf([first, ...others]: readonly AlarmRecord[]): string {
  if (first === undefined) return "";
  return others.length === 0 ? first.title : kindHeadings[first.kind];
}

import type { Severity } from "../../lambdas/shared/contract/index.ts";
import type { AlarmRegister } from "../alarms/register.ts";
import { chunks } from "../chunks.ts";
import { gridWidth, maximumAlarmsPerWidget } from "./limits.ts";
import type { Section } from "./section.ts";
import type { AlarmsWidget } from "./widget.ts";

const severityTitles: Readonly<Record<Severity, string>> = {
  critical: "Critical: somebody is woken",
  warning: "Warning: to be looked at on this working day",
  info: "Info: cost and volume",
};

/** Alarms in a row of a third of the dashboard, and rows before a widget scrolls; what is on comes first. */
const alarmsPerRow = 3;
const mostRows = 9;

/** What sums up all alarms, the widest first: is anything on at all? */
export function summaryWidget(
  { composites }: AlarmRegister,
  arnOf: (id: string) => string,
  size: { readonly width: number; readonly height: number },
): readonly AlarmsWidget[] {
  const ids = composites.map(({ id }) => id).reverse();
  return chunks(ids, maximumAlarmsPerWidget).map((part) => ({
    kind: "alarms",
    title: "Is anything on?",
    alarmArns: part.map(arnOf),
    ...size,
  }));
}

/** Every alarm there is, one column per severity (FR-044). */
export function alarmSection({ alarms }: AlarmRegister, arnOf: (id: string) => string): Section {
  const columns = Object.entries(severityTitles).map(([severity, title]) => ({
    title,
    parts: chunks(
      alarms.filter((alarm) => alarm.severity === severity),
      maximumAlarmsPerWidget,
    ),
  }));
  const longest = Math.max(0, ...columns.flatMap(({ parts }) => parts.map(({ length }) => length)));
  const height = 1 + Math.min(mostRows, Math.ceil(longest / alarmsPerRow));
  const rows = Math.max(0, ...columns.map(({ parts }) => parts.length));
  const widgets = Array.from({ length: rows }, (_, row) =>
    columns.flatMap(({ title, parts }): readonly AlarmsWidget[] => {
      const part = parts[row];
      if (part === undefined) return [];
      const alarmArns = part.map(({ id }) => arnOf(id));
      return [{ kind: "alarms", title, alarmArns, width: gridWidth / columns.length, height }];
    }),
  );
  return { title: "Alarms", explanation: "Those that are on come first.", widgets: widgets.flat() };
}

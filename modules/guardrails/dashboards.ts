import { grouped } from "../grouped.ts";
import { asRecord } from "../schema/location.ts";
import type { AlarmMetric } from "./alarm-metrics.ts";
import type { CheckedStack } from "./checked-stack.ts";
import type { Resource } from "./resource.ts";
import { asText, list, number } from "./resource.ts";

/** A widget as it stands in the text of a dashboard. */
export interface DashboardWidget {
  /** Key path in the text: `widgets[3]`. */
  readonly path: string;
  readonly type: string;
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** ARNs of alarms. */
  readonly alarms: readonly string[];
  /** Metrics, those that are only computed with among them; expressions are left out. */
  readonly metrics: readonly AlarmMetric[];
}

const kept = new WeakMap<Resource, readonly DashboardWidget[] | undefined>();

/** The widgets of a dashboard (CloudWatch API reference, dashboard body structure); `undefined` where it has no such text. */
export function widgetsOf(dashboard: Resource, stack: CheckedStack): readonly DashboardWidget[] | undefined {
  if (!kept.has(dashboard)) kept.set(dashboard, readWidgets(stack.text(dashboard.body.dashboard_body) ?? ""));
  return kept.get(dashboard);
}

/** What the dashboards of stacks show together. */
export interface Shown {
  /** ARNs of alarms. */
  readonly alarms: ReadonlySet<string>;
  /** Metrics by namespace and name. */
  readonly metricsOf: (metric: Pick<AlarmMetric, "namespace" | "name">) => readonly AlarmMetric[];
}

const shown = new WeakMap<readonly CheckedStack[], Shown>();

/** Everything that stands on any dashboard of stacks; read once, because rules ask for every alarm and metric. */
export function shownOnDashboards(stacks: readonly CheckedStack[]): Shown {
  const found = shown.get(stacks) ?? shownBy(stacks.flatMap(widgetsOfStack));
  shown.set(stacks, found);
  return found;
}

function widgetsOfStack(stack: CheckedStack): readonly DashboardWidget[] {
  return stack.of("aws_cloudwatch_dashboard").flatMap((dashboard) => widgetsOf(dashboard, stack) ?? []);
}

function shownBy(widgets: readonly DashboardWidget[]): Shown {
  const keyOf = ({ namespace, name }: Pick<AlarmMetric, "namespace" | "name">) => JSON.stringify([namespace, name]);
  const metrics = grouped(
    widgets.flatMap((widget) => widget.metrics),
    keyOf,
  );
  return {
    alarms: new Set(widgets.flatMap(({ alarms }) => alarms)),
    metricsOf: (metric) => metrics.get(keyOf(metric)) ?? [],
  };
}

function readWidgets(text: string): readonly DashboardWidget[] | undefined {
  const widgets = asRecord(parsed(text))?.widgets;
  return Array.isArray(widgets) ? widgets.map(readWidget) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readWidget(value: unknown, index: number): DashboardWidget {
  const path = `widgets[${index}]`;
  const widget = asRecord(value) ?? {};
  const { alarms, metrics } = asRecord(widget.properties) ?? {};
  return {
    path,
    type: asText(widget.type),
    x: number(widget.x),
    y: number(widget.y),
    width: number(widget.width),
    height: number(widget.height),
    alarms: list(alarms).map(asText),
    metrics: readMetrics(list(metrics), path),
  };
}

function readMetrics(rows: readonly unknown[], path: string): readonly AlarmMetric[] {
  let before: readonly string[] = [];
  return rows.flatMap((row, index): readonly AlarmMetric[] => {
    const options = asRecord(list(row).at(-1));
    const words = list(row).filter((each) => typeof each === "string");
    if (words.length < 2) return [];
    before = expanded(words, before);
    const [namespace = "", name = "", ...pairs] = before;
    const dimensions = Object.fromEntries(
      pairs.flatMap((key, place) => (place % 2 === 0 ? [[key, pairs[place + 1] ?? ""]] : [])),
    );
    const at = `${path}.metrics[${index}]`;
    return [{ path: at, namespace, name, dimensions, statistic: asText(options?.stat ?? "") }];
  });
}

/** `.` repeats the word of the row before, `...` all that are not written out. */
function expanded(words: readonly string[], before: readonly string[]): readonly string[] {
  const full = words[0] === "..." ? [...before.slice(0, before.length - words.length + 1), ...words.slice(1)] : words;
  return full.map((word, index) => (word === "." ? (before[index] ?? word) : word));
}

import { place, type Row } from "./grid.ts";
import type { AlarmsWidget, ExpressionLine, GraphWidget, Line, ShownMetric, Threshold, Widget } from "./widget.ts";

/** What is looked at when a dashboard is opened. */
const timeRange = "-PT3H";

/** Colours of CloudWatch's own alarm states and graphs. */
const colours: Readonly<Record<Threshold["meaning"], string>> = {
  critical: "#d62728",
  warning: "#ff7f0e",
  info: "#1f77b4",
  limit: "#7f7f7f",
};

/**
 * The text of a dashboard (CloudWatch API reference, dashboard body structure). Periods are kept when somebody looks at
 * another time range: sums of another period cannot be held against thresholds.
 */
export function dashboardBody(rows: readonly Row[], region: string): string {
  const widgets = place(rows).map(({ widget, x, y }) => ({
    type: types[widget.kind],
    x,
    y,
    width: widget.width,
    height: widget.height,
    properties: propertiesOf(widget, region),
  }));
  return JSON.stringify({ start: timeRange, periodOverride: "inherit", widgets });
}

const types: Readonly<Record<Widget["kind"], string>> = { text: "text", alarms: "alarm", graph: "metric" };

function propertiesOf(widget: Widget, region: string): object {
  switch (widget.kind) {
    case "text":
      return { markdown: widget.markdown };
    case "alarms":
      return alarmProperties(widget);
    case "graph":
      return graphProperties(widget, region);
  }
}

function alarmProperties({ title, alarmArns }: AlarmsWidget): object {
  return { title, alarms: alarmArns, sortBy: "stateUpdatedTimestamp" };
}

function graphProperties({ title, view, lines, thresholds, region }: GraphWidget, usualRegion: string): object {
  const common = { title, region: region ?? usualRegion, metrics: lines.flatMap(metricRows) };
  if (view === "totals") return { ...common, view: "singleValue", setPeriodToTimeRange: true };
  return {
    ...common,
    view: "timeSeries",
    stacked: false,
    yAxis: { left: { min: 0, showUnits: false }, right: { min: 0, showUnits: false } },
    ...(thresholds.length === 0 ? {} : { annotations: { horizontal: thresholds.map(annotation) } }),
  };
}

/** Above zero is nearly the whole graph: shading it would tell nothing. */
function annotation({ label, value, meaning, alarming, axis }: Threshold): object {
  const shaded = alarming === "below" || (alarming === "above" && value > 0);
  return {
    label,
    value,
    color: colours[meaning],
    ...(shaded ? { fill: alarming } : {}),
    ...(axis === "right" ? { yAxis: "right" } : {}),
  };
}

function metricRows(line: Line, index: number): readonly (readonly unknown[])[] {
  if (line.form === "expression") return expressionRows(line, index);
  const { label, periodSeconds: period, metric } = line;
  return [[...metricNames(metric), { label, stat: metric.statistic, period, ...axisOf(line) }]];
}

/** Ids are those of the line with its place in the graph, because every id of a graph must differ. */
function expressionRows(line: ExpressionLine, index: number): readonly (readonly unknown[])[] {
  const { label, periodSeconds: period, metrics } = line;
  const idOf = (id: string) => `m${index}_${id}`;
  const expression = Object.keys(metrics).reduce(
    (text, id) => text.replaceAll(new RegExp(`\\b${id}\\b`, "g"), idOf(id)),
    line.expression,
  );
  return [
    [{ id: `e${index}`, expression, label, period, ...axisOf(line) }],
    ...Object.entries(metrics).map(([id, metric]) => [
      ...metricNames(metric),
      { id: idOf(id), stat: metric.statistic, period, visible: false },
    ]),
  ];
}

function metricNames({ namespace, name, dimensions }: ShownMetric): readonly string[] {
  return [namespace, name, ...Object.entries(dimensions).flat()];
}

function axisOf({ axis }: Line): object {
  return axis === "right" ? { yAxis: "right" } : {};
}

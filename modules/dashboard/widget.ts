import type { Severity, Statistic } from "../../lambdas/shared/contract/index.ts";

/** How values of a period become one point of a graph. */
export type ShownStatistic = Statistic | "p50";

/** A metric as a graph reads it. */
export interface ShownMetric {
  readonly namespace: string;
  readonly name: string;
  /** Exactly the dimensions that it is written with. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: ShownStatistic;
}

interface LineTerms {
  /** What stands in the legend. */
  readonly label: string;
  readonly periodSeconds: number;
  /** Scale that it is drawn on: shares of something else go to the right. */
  readonly axis: "left" | "right";
}

export interface MetricLine extends LineTerms {
  readonly form: "metric";
  readonly metric: ShownMetric;
}

export interface ExpressionLine extends LineTerms {
  readonly form: "expression";
  /** Metric math over the ids of `metrics`, which are not drawn themselves. */
  readonly expression: string;
  readonly metrics: Readonly<Record<string, ShownMetric>>;
}

export type Line = MetricLine | ExpressionLine;

/** A horizontal line: a limit that cannot be passed, or the threshold of alarms. */
export interface Threshold {
  readonly label: string;
  readonly value: number;
  readonly meaning: Severity | "limit";
  /** Side on which alarms are on. Absent: a limit. */
  readonly alarming?: "above" | "below";
  readonly axis: "left" | "right";
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface TextWidget extends Size {
  readonly kind: "text";
  readonly markdown: string;
}

export interface AlarmsWidget extends Size {
  readonly kind: "alarms";
  readonly title: string;
  readonly alarmArns: readonly string[];
}

export interface GraphWidget extends Size {
  readonly kind: "graph";
  readonly title: string;
  /** Lines over time, or one number per line for the whole time that is looked at. */
  readonly view: "lines" | "totals";
  readonly lines: readonly Line[];
  readonly thresholds: readonly Threshold[];
  /** Region whose metrics are shown. Default: the dashboard's. */
  readonly region?: string;
  /** Ids of the alarms whose thresholds are drawn. */
  readonly alarmIds: readonly string[];
}

/** Something on a dashboard; where it stands follows from its size. */
export type Widget = TextWidget | AlarmsWidget | GraphWidget;

/** Metrics that a widget reads, those that it only computes with among them. */
export function metricsOfWidget(widget: Widget): readonly ShownMetric[] {
  if (widget.kind !== "graph") return [];
  return widget.lines.flatMap((line) => (line.form === "metric" ? [line.metric] : Object.values(line.metrics)));
}

/** Units of CloudWatch that this project uses. */
export type MetricUnit = "Count" | "Milliseconds" | "Seconds" | "Percent" | "None";

export type Statistic = "Sum" | "Maximum" | "Minimum" | "Average" | "SampleCount" | "p90" | "p95" | "p99";

export type Severity = "critical" | "warning" | "info";

/** How an alarm treats periods without data points. `ignore` is left out on purpose: it freezes the last state. */
export type MissingData = "missing" | "breaching" | "notBreaching";

/** An alarm that watches a metric. One is made per combination of the metric's dimension values. */
export interface MetricAlarm {
  /** Last part of the alarm's name. Default: the metric's name. */
  readonly name?: string;
  /**
   * Another metric of the contract, in the same branch and with the same dimensions: what is compared is the percentage
   * that the watched metric makes of it. The watched metric itself stands for the number of its own values, which are 0 or 1
   * then. Default: no percentage, the watched metric is compared.
   */
  readonly percentOf?: string;
  /** Below so many of `percentOf`, the percentage is chance and does not breach. Default: it is judged from one on. */
  readonly atLeast?: number;
  /** Value of a period in which nothing was reported. Default: it has none, and `missing` decides. */
  readonly absentIs?: number;
  readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly statistic: Statistic;
  readonly periodSeconds: number;
  /** Periods that are looked at. */
  readonly evaluationPeriods: number;
  /** Periods among them that have to breach. Default: all. */
  readonly datapointsToAlarm?: number;
  readonly missing: MissingData;
  /** Why missing data is treated this way. */
  readonly missingBecause: string;
  readonly severity: Severity;
  /** What a person who is woken by it should know, in one sentence. */
  readonly meaning: string;
}

/** Extra dimensions, each with all the values that it can take. `Environment` is always added. */
export type DimensionValues = Readonly<Record<string, readonly string[]>>;

export interface Metric {
  /** Branch below the system's namespace (`Ingestion` for `SentimentAnalyzer/Ingestion`); absent: the root. */
  readonly branch?: string;
  readonly unit: MetricUnit;
  readonly dimensions?: DimensionValues;
  /** The alarm on it, or several, or the reason why it has none. */
  readonly alarm: MetricAlarm | readonly MetricAlarm[] | { readonly none: string };
}

type AlarmTerms = Omit<MetricAlarm, "comparison" | "threshold">;

/** Alarm when the statistic rises above the threshold. */
export function above(threshold: number, terms: AlarmTerms): MetricAlarm {
  return { comparison: "GreaterThanThreshold", threshold, ...terms };
}

/** Alarm when the statistic falls below the threshold. */
export function below(threshold: number, terms: AlarmTerms): MetricAlarm {
  return { comparison: "LessThanThreshold", threshold, ...terms };
}

/** States why a metric needs no alarm. The reason stands in the documentation. */
export function noAlarm(reason: string): { readonly none: string } {
  return { none: reason };
}

/** Every alarm on a metric. */
export function alarmsOn({ alarm }: Pick<Metric, "alarm">): readonly MetricAlarm[] {
  if ("none" in alarm) return [];
  return "severity" in alarm ? [alarm] : alarm;
}

/**
 * The one metric that all failure paths share, in the branch `Reliability`. Its dimensions are `FunctionName` (the
 * deployed name, which tells the environment) and `FailurePath` (the path's key in the contract).
 */
export const silentFailureMetric = { name: "SilentFailure/Count", unit: "Count" } as const;

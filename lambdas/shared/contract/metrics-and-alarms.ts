/** Units of CloudWatch that this project uses. */
export type MetricUnit = "Count" | "Milliseconds" | "Seconds" | "Percent" | "None";

export type Statistic = "Sum" | "Maximum" | "Minimum" | "Average" | "p95" | "p99";

export type Severity = "critical" | "warning" | "info";

/** How an alarm treats periods without data points. `ignore` is left out on purpose: it freezes the last state. */
export type MissingData = "missing" | "breaching" | "notBreaching";

/** The alarm that watches a metric. One alarm is made per combination of the metric's dimension values. */
export interface MetricAlarm {
  readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly statistic: Statistic;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
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
  /** The alarm on it, or the reason why it has none. */
  readonly alarm: MetricAlarm | { readonly none: string };
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

/**
 * The one metric that all failure paths share, in the branch `Reliability`. Its dimensions are `FunctionName` (the
 * deployed name, which tells the environment) and `FailurePath` (the path's key in the contract).
 */
export const silentFailureMetric = { name: "SilentFailure/Count", unit: "Count" } as const;

import type { MetricAlarm, Statistic } from "../../lambdas/shared/contract/index.ts";
import type { FirstLook } from "./first-look.ts";
import type { LogFilter } from "./log-metric.ts";

/** What sort of trouble an alarm reports. Each has its section in the runbook. */
export type AlarmKind =
  | "errors"
  | "latency"
  | "user-experience"
  | "memory"
  | "throttles"
  | "start-failures"
  | "silent-failures"
  | "custom"
  | "metric-delivery"
  | "collector"
  | "dead-letters"
  | "topic-delivery"
  | "tables"
  | "rest-api"
  | "function-url"
  | "volume"
  | "traces"
  | "quotas"
  | "cost";

/** One metric as CloudWatch knows it, and how its values of a period become one. */
export interface WatchedMetric {
  readonly namespace: string;
  readonly name: string;
  /** Exactly the dimensions that the metric is written with: with others it would be another metric. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
  /** The log lines that the metric is made from, where it is. */
  readonly logFilter?: LogFilter;
}

/** What an alarm compares with its threshold. */
export type Signal =
  | { readonly form: "metric"; readonly metric: WatchedMetric }
  | {
      readonly form: "expression";
      /** Metric math over the ids of `metrics`. */
      readonly expression: string;
      /** What the result is, with its unit. */
      readonly label: string;
      readonly metrics: Readonly<Record<string, WatchedMetric>>;
    }
  | {
      /** The metric is compared with a band that CloudWatch learns from its past; the threshold is the band's width. */
      readonly form: "anomaly";
      readonly metric: WatchedMetric;
    };

/** When an alarm goes off, and what it means. */
export type AlarmTerms = Omit<MetricAlarm, "name" | "percentOf" | "atLeast" | "absentIs" | "statistic">;

/** One alarm, complete: the alarm, its place on the board, its documentation and its price are made of it. */
export interface AlarmRecord extends AlarmTerms {
  /** Last part of the alarm's name; tells it from every other alarm of the environment. */
  readonly id: string;
  /** What is watched, in a few words. */
  readonly title: string;
  readonly kind: AlarmKind;
  readonly signal: Signal;
  /** Section of the runbook. */
  readonly runbook: string;
  readonly firstLook: FirstLook;
  /** Requirements that ask for it. */
  readonly requirements: readonly string[];
}

/** An alarm that goes off when at least one of others has. */
export interface CompositeRecord {
  readonly id: string;
  readonly title: string;
  readonly severity: "critical" | "warning";
  readonly meaning: string;
  readonly runbook: string;
  readonly requirements: readonly string[];
  /** Ids of alarms and composites. */
  readonly members: readonly string[];
}

/** Metrics that a signal reads, by their id in the expression. */
export function metricsOf(signal: Signal): Readonly<Record<string, WatchedMetric>> {
  return signal.form === "expression" ? signal.metrics : { [watchedId]: signal.metric };
}

/** Id of the metric where a signal reads only one. */
export const watchedId = "watched";

/**
 * A metric that has a value in periods without data as well. With CloudWatch's own treatment of missing data, a breaching
 * period between periods without data decides alone, however many are asked for.
 */
export function filled(metric: WatchedMetric, absentIs: number): Signal {
  return {
    form: "expression",
    expression: `FILL(${watchedId}, ${absentIs})`,
    label: `${metric.statistic} of ${metric.name}`,
    metrics: { [watchedId]: metric },
  };
}

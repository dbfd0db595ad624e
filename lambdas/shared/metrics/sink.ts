import type { MetricUnit } from "../contract/index.ts";

/** One value of one metric, with the complete set of dimensions that its alarms name. */
export interface MetricDatum {
  readonly namespace: string;
  readonly name: string;
  readonly unit: MetricUnit;
  readonly value: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Takes metric values during an invocation and hands them to CloudWatch at its end. */
export interface MetricSink {
  record(datum: MetricDatum): void;
  /** Sends what was recorded since the last flush. Rejects where a value could not be handed over. */
  flush(): Promise<void>;
}

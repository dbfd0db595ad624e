import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter/index.js";
import { Construct } from "constructs";
import type { WatchedMetric } from "./alarm-record.ts";
import type { LogFilter } from "./log-metric.ts";

export interface LogMetricFilterProps {
  readonly name: string;
  readonly metric: WatchedMetric;
  readonly filter: LogFilter;
  /** Log group of the function. */
  readonly logGroupName: string;
}

/** A metric filter on the log group of a function. */
export class LogMetricFilter extends Construct {
  constructor(scope: Construct, id: string, { name, metric, filter, logGroupName }: LogMetricFilterProps) {
    super(scope, id);
    new CloudwatchLogMetricFilter(this, "filter", {
      name,
      logGroupName,
      pattern: filter.pattern,
      metricTransformation: { namespace: metric.namespace, name: metric.name, value: filter.value },
    });
  }
}

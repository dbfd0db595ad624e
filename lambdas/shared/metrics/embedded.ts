import { Metrics } from "@aws-lambda-powertools/metrics";
import type { MetricDatum, MetricSink } from "./sink.ts";

/**
 * Metrics as log lines in CloudWatch embedded metric format: no call that can fail and no permission. One line per
 * namespace and set of dimensions, because all metrics of a line share both.
 */
export function embeddedMetrics(): MetricSink {
  const groups = new Map<string, Metrics>();
  return {
    record(datum) {
      group(groups, datum).addMetric(datum.name, datum.unit, datum.value);
    },
    async flush() {
      for (const metrics of groups.values()) if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

function group(groups: Map<string, Metrics>, { namespace, dimensions }: MetricDatum): Metrics {
  const key = JSON.stringify([namespace, Object.entries(dimensions).sort()]);
  const known = groups.get(key);
  if (known !== undefined) return known;
  const metrics = new Metrics({ namespace });
  // Powertools adds a dimension `service` of its own accord, which no alarm would name.
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ ...dimensions });
  groups.set(key, metrics);
  return metrics;
}

import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { lazy } from "../aws/lazy.ts";
import { callOptions, clientOptions } from "../aws/retries-and-timeouts.ts";
import { currentTracing } from "../tracing/tracing.ts";
import type { MetricDatum, MetricSink } from "./sink.ts";

const messageCharacters = 256;
const client = lazy(() => currentTracing().instrument(new CloudWatchClient(clientOptions)));

/**
 * Metrics through PutMetricData: one call per namespace and invocation, because a call names one namespace. A call that
 * fails leaves one line per metric behind, which a log filter counts; the others are made nevertheless, and the first
 * error is thrown.
 */
export function cloudWatchMetrics(): MetricSink {
  let recorded: MetricDatum[] = [];
  return {
    record(datum) {
      recorded.push(datum);
    },
    async flush() {
      const data = recorded;
      recorded = [];
      const calls = await Promise.allSettled([...byNamespace(data)].map(([namespace, group]) => put(namespace, group)));
      const failed = calls.find((call) => call.status === "rejected");
      if (failed !== undefined) throw failed.reason;
    },
  };
}

function byNamespace(data: readonly MetricDatum[]): Map<string, MetricDatum[]> {
  const groups = new Map<string, MetricDatum[]>();
  for (const datum of data) groups.set(datum.namespace, [...(groups.get(datum.namespace) ?? []), datum]);
  return groups;
}

async function put(namespace: string, data: readonly MetricDatum[]): Promise<void> {
  try {
    await client().send(
      new PutMetricDataCommand({
        Namespace: namespace,
        MetricData: data.map(({ name, unit, value, dimensions }) => ({
          MetricName: name,
          Unit: unit,
          Value: value,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        })),
      }),
      callOptions(),
    );
  } catch (error) {
    for (const datum of data) writeFallbackLine(datum, error);
    throw error;
  }
}

/** The one trace of a metric that could not be sent: bare JSON on stdout, so that a log filter can match it. */
function writeFallbackLine(datum: MetricDatum, error: unknown): void {
  const failure = error instanceof Error ? error : new Error(String(error));
  const line = {
    metric_fallback: true,
    failure_path: datum.dimensions.FailurePath,
    metric_name: datum.name,
    exception_type: failure.name,
    exception_message: failure.message.slice(0, messageCharacters),
    timestamp: new Date().toISOString(),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

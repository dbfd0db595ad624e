/** A metric value as a function handed it to CloudWatch. */
export interface EmittedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly dimensions: Readonly<Record<string, string>>;
}

interface EmbeddedMetricLine {
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly [key: string]: unknown;
}

/** The metric values of a log line in embedded metric format; none where it is another line. */
export function metricsOfLine(line: string): readonly EmittedMetric[] {
  if (!line.startsWith("{")) return [];
  const parsed = JSON.parse(line) as EmbeddedMetricLine;
  return (parsed._aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name, Unit }) =>
      Dimensions.map((names) => ({
        namespace: Namespace,
        name: Name,
        unit: Unit,
        values: [parsed[Name]].flat() as number[],
        dimensions: Object.fromEntries(names.map((name) => [name, String(parsed[name])])),
      })),
    ),
  );
}

import { vi } from "vitest";

/** A metric value as a function wrote it to its log in embedded metric format. */
export interface EmittedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Captures what the code under test writes to stdout, until `restore` is called. */
export function captureStdout() {
  const chunks: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk: unknown) => {
    chunks.push(String(chunk));
    return true;
  });
  const lines = () =>
    chunks
      .join("")
      .split("\n")
      .filter((line) => line !== "");
  return {
    lines,
    /** Every metric value among the lines. */
    metrics: (): readonly EmittedMetric[] => lines().flatMap(metricsOfLine),
    restore: () => spy.mockRestore(),
  };
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

function metricsOfLine(line: string): readonly EmittedMetric[] {
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

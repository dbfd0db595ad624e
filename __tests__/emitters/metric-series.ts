/** What tells one metric from all others in CloudWatch: namespace, name, and dimensions with their values. */
export interface MetricSeries {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A metric as one text: `SentimentAnalyzer/SSE EventsSent Environment=dev EventType=done`. */
export function seriesText({ namespace, name, dimensions }: MetricSeries): string {
  const pairs = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  return [namespace, name, ...pairs.sort()].join(" ");
}

/** Texts of metrics, each once, sorted. */
export function seriesTexts(all: readonly MetricSeries[]): readonly string[] {
  return [...new Set(all.map(seriesText))].sort();
}

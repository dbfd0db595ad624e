/** What one run of a function over so many things took. */
export interface Workload {
  readonly count: number;
  readonly milliseconds: number;
  readonly awsCalls: number;
  /** Undefined where the system does not tell. */
  readonly peakMemoryBytes: number | undefined;
}

/** Times of many requests of one kind, milliseconds. */
export interface Latencies {
  readonly name: string;
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the process until then; undefined where the system does not tell. */
  readonly peakMemoryBytes: number | undefined;
}

/** @throws RangeError where there are no times. */
export function latenciesOf(
  name: string,
  milliseconds: readonly number[],
  peakMemoryBytes: number | undefined,
): Latencies {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  // Nearest rank: a time that was measured.
  const percentile = (share: number) => {
    const value = sorted[Math.ceil(share * sorted.length) - 1];
    if (value === undefined) throw new RangeError("There is no percentile of no times");
    return value;
  };
  return { name, requests: sorted.length, p50: percentile(0.5), p99: percentile(0.99), peakMemoryBytes };
}

import type { AccuracyRow } from "./accuracy.ts";
import type { GrownEnvironment } from "./growth-bench.ts";
import type { HandlerResult } from "./handlers-bench.ts";
import { expectedLoadSeconds } from "./loading-bench.ts";
import type { Measurement } from "./measure-process.ts";
import type { Measurements } from "./rounds.ts";
import { ratio, type Summary, summarize } from "./summary.ts";
import type { SynthesisResult } from "./synthesis-bench.ts";
import type { Expectations } from "./synthesis-ways.ts";
import type { TracingResult } from "./tracing-bench.ts";
import { expectedUnitTestSeconds } from "./unit-tests-bench.ts";

export interface Row {
  readonly name: string;
  readonly wallSeconds: Summary;
  readonly cpuSeconds: Summary;
  readonly peakMemoryBytes: Summary;
  readonly expected: Expectations;
}

export interface SynthesisRow extends Row {
  /** Wall time in times of the first row, round by round; absent in the first row and where `differences` are. */
  readonly timesFirst?: Summary;
  /** Where its resources are not those of the first row. */
  readonly differences: readonly string[];
}

export interface SynthesisReport {
  readonly stacks: number;
  readonly resources: number;
  readonly rows: readonly SynthesisRow[];
  /** Loading of the zips that were synthesized. */
  readonly loading: readonly Row[];
}

/** What tracing costs. The first row of `loading` is a handler that does nothing. */
export interface TracingReport extends Omit<TracingResult, "loading"> {
  readonly loading: readonly Row[];
}

/** All figures of one call, by what was measured. */
export interface Report {
  readonly machine: { readonly node: string; readonly platform: string; readonly cores: number };
  readonly runs: number;
  readonly synthesis?: SynthesisReport;
  readonly growth?: readonly GrownEnvironment[];
  readonly handlers?: HandlerResult;
  readonly tracing?: TracingReport;
  readonly unitTests?: readonly Row[];
  readonly scorer?: readonly AccuracyRow[];
}

/** Sums the measurements up. */
export function synthesisRows({ measurements, differences }: SynthesisResult): readonly SynthesisRow[] {
  const walls = [...measurements.values()].map((each) => each.map(({ wallSeconds }) => wallSeconds));
  return [...measurements].map(([variant, measured], index) => {
    const different = differences.get(variant) ?? [];
    const comparable = index > 0 && different.length === 0;
    return {
      ...rowOf(variant.name, measured, variant.way.expected),
      ...(comparable ? { timesFirst: ratio(walls[index] ?? [], walls[0] ?? []) } : {}),
      differences: different,
    };
  });
}

/** The first row is the handler that does nothing: nothing is expected of Node itself. */
export function loadingRows(measurements: Measurements): readonly Row[] {
  return [...measurements].map(([{ name }, measured], index) =>
    rowOf(name, measured, index === 0 ? {} : { wallSeconds: expectedLoadSeconds }),
  );
}

/** Only the first row, the unit tests, is expected to keep a time. */
export function unitTestRows(measurements: Measurements): readonly Row[] {
  return [...measurements].map(([{ name }, measured], index) =>
    rowOf(name, measured, index === 0 ? { wallSeconds: expectedUnitTestSeconds } : {}),
  );
}

export function tracingReport({ loading, ...figures }: TracingResult): TracingReport {
  return { ...figures, loading: [...loading].map(([{ name }, measured]) => rowOf(name, measured, {})) };
}

function rowOf(name: string, measurements: readonly Measurement[], expected: Expectations): Row {
  const summary = (figure: keyof Measurement) => summarize(measurements.map((each) => each[figure]));
  return {
    name,
    wallSeconds: summary("wallSeconds"),
    cpuSeconds: summary("cpuSeconds"),
    peakMemoryBytes: summary("peakMemoryBytes"),
    expected,
  };
}

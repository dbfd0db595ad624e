import type { DataPoint, Series } from "./metric-store.ts";

/** Minutes from `from` up to, not including, `to`. */
export interface Minutes {
  readonly from: number;
  readonly to: number;
}

/** Which values become one. */
export interface Window {
  /** As CloudWatch writes it: `Sum`, `p95`, ... */
  readonly statistic: string;
  readonly periodMinutes: number;
  /** Whole periods between the window's end and the moment of looking at it. */
  readonly age: number;
}

/**
 * A statistic as an alarm sees it in each minute: alarms are evaluated every minute, over periods that end then ("Alarm
 * evaluation", Amazon CloudWatch user guide). The value at index i is what is known at the beginning of minute `from + i`
 * about the period that ended `age` periods before; NaN where nothing is.
 */
export function statisticSeries(series: Series, window: Window, { from, to }: Minutes): Float64Array {
  const values = new Float64Array(to - from).fill(Number.NaN);
  const points = series.points();
  if (points.length === 0) return values;
  const compute = series.isLate() ? undefined : rangeComputation(window.statistic, points);
  const computeKnown = computation(window.statistic);
  let [low, high] = [0, 0];
  for (let now = from; now < to; now++) {
    const end = now - window.age * window.periodMinutes;
    while (high < points.length && (points[high]?.minute ?? 0) < end) high++;
    while (low < high && (points[low]?.minute ?? 0) < end - window.periodMinutes) low++;
    if (low === high) continue;
    values[now - from] =
      compute?.(low, high) ?? computeKnown(points.slice(low, high).filter(({ arrives }) => arrives < now));
  }
  return values;
}

type Computation = (points: readonly DataPoint[]) => number;

const plain: Readonly<Record<string, Computation>> = {
  Sum: (points) => total(points, ({ value, samples }) => value * samples),
  SampleCount: (points) => total(points, ({ samples }) => samples),
  Average: (points) => total(points, ({ value, samples }) => value * samples) / total(points, ({ samples }) => samples),
  Maximum: (points) => points.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  Minimum: (points) => points.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY),
};

/** @throws where CloudWatch has no such statistic. */
function computation(statistic: string): Computation {
  const compute = plain[statistic] ?? percentile(statistic);
  return (points) => (points.length === 0 ? Number.NaN : compute(points));
}

/**
 * The smallest value that the given share of samples does not exceed. With few samples that is the largest one: an alarm
 * is evaluated nevertheless, unless it says otherwise ("Percentile-based alarms and low data samples").
 */
function percentile(statistic: string): Computation {
  const [, digits] = /^p(\d{1,2}(?:\.\d+)?)$/.exec(statistic) ?? [];
  if (digits === undefined) throw new Error(`CloudWatch has no statistic ${statistic}`);
  return (points) => {
    const samples = total(points, (point) => point.samples);
    let left = Math.ceil((Number(digits) / 100) * samples);
    if (samples === points.length)
      return Float64Array.from(points, ({ value }) => value).sort()[left - 1] ?? Number.NaN;
    for (const point of points.toSorted((a, b) => a.value - b.value)) {
      left -= point.samples;
      if (left <= 0) return point.value;
    }
    return Number.NaN;
  };
}

type RangeComputation = (low: number, high: number) => number;

/** The same of the points from `low` up to, not including, `high`; those of a minute ago are not added up again. */
function rangeComputation(statistic: string, points: readonly DataPoint[]): RangeComputation {
  if (statistic === "Sum") return sums(points, ({ value, samples }) => value * samples);
  if (statistic === "SampleCount") return sums(points, ({ samples }) => samples);
  const compute = computation(statistic);
  let [lastLow, lastHigh, last] = [0, 0, Number.NaN];
  return (low, high) => {
    if (low !== lastLow || high !== lastHigh) last = compute(points.slice(low, high));
    [lastLow, lastHigh] = [low, high];
    return last;
  };
}

function sums(points: readonly DataPoint[], of: (point: DataPoint) => number): RangeComputation {
  const upTo = new Float64Array(points.length + 1);
  for (const [index, point] of points.entries()) upTo[index + 1] = (upTo[index] ?? 0) + of(point);
  return (low, high) => (upTo[high] ?? 0) - (upTo[low] ?? 0);
}

function total(points: readonly DataPoint[], of: (point: DataPoint) => number): number {
  let sum = 0;
  for (const point of points) sum += of(point);
  return sum;
}

/** A metric as CloudWatch tells it from others. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A value that came `samples` times. */
export interface DataPoint {
  /** Minute that the value belongs to: CloudWatch's standard resolution. */
  readonly minute: number;
  readonly value: number;
  readonly samples: number;
  /** Minute in which CloudWatch learns of it, the same or a later one. */
  readonly arrives: number;
}

/** Values of one metric. */
export interface Series {
  add(point: DataPoint): void;
  /** All data points, in order of their minutes. */
  points(): readonly DataPoint[];
  /** Whether a data point arrives after the minute that it belongs to. */
  isLate(): boolean;
}

/** What CloudWatch knows. */
export interface MetricStore {
  /** The values of exactly this metric, none at first. */
  seriesOf(metric: Metric): Series;
}

/** @param delay minutes by which every value arrives later than it is said to. */
export function metricStore(delay = 0): MetricStore {
  const byKey = new Map<string, Series>();
  return {
    seriesOf(metric) {
      const key = metricKey(metric);
      const known = byKey.get(key);
      if (known !== undefined) return known;
      const made = series(delay);
      byKey.set(key, made);
      return made;
    },
  };
}

function series(delay: number): Series {
  const points: { minute: number; value: number; samples: number; arrives: number }[] = [];
  let [isSorted, isLate] = [true, false];
  return {
    add({ minute, value, samples, ...point }) {
      const arrives = point.arrives + delay;
      const last = points.at(-1);
      if (last?.minute === minute && last.value === value && last.arrives === arrives) {
        last.samples += samples;
        return;
      }
      if (last !== undefined && last.minute > minute) isSorted = false;
      if (arrives > minute) isLate = true;
      points.push({ minute, value, samples, arrives });
    },
    points() {
      if (!isSorted) points.sort((a, b) => a.minute - b.minute);
      isSorted = true;
      return points;
    },
    isLate: () => isLate,
  };
}

/** One text per metric, whatever the order of its dimensions. */
function metricKey({ namespace, name, dimensions }: Metric): string {
  const pairs = Object.entries(dimensions).map(([dimension, value]) => `${dimension}=${value}`);
  return [namespace, name, ...pairs.sort()].join(" ");
}

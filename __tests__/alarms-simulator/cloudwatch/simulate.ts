import type { AlarmDefinition } from "./alarm-definition.ts";
import { type AlarmState, evaluate, extraPeriods, type Point } from "./alarm-evaluation.ts";
import { quotaOf } from "./metric-math.ts";
import type { MetricStore } from "./metric-store.ts";
import { serviceQuota } from "./service-quotas.ts";
import { type Minutes, statisticSeries } from "./statistics.ts";

/** A change of an alarm's state. */
export interface Change {
  readonly minute: number;
  readonly state: AlarmState;
}

/** Values above which a metric is unusual, by the minute at which a period ends. */
export type Band = (minute: number, deviations: number) => number;

export interface Simulated {
  /** Changes of state in order; before the first one there is not enough data. */
  readonly changes: readonly Change[];
  /** Whether there was a value to compare in at least one period. */
  readonly sawData: boolean;
}

export interface SimulationOptions {
  /** Values that are usual for what an alarm with a band compares. */
  readonly band: Band;
  /** Periods that are looked at beyond those that are evaluated. Default: as many as CloudWatch's examples have. */
  readonly extra?: number;
}

/** Evaluates an alarm in each minute, as CloudWatch does. */
export function simulateAlarm(
  definition: AlarmDefinition,
  store: MetricStore,
  minutes: Minutes,
  { band, extra = extraPeriods }: SimulationOptions,
): Simulated {
  const { evaluationPeriods, periodMinutes, threshold, breaches } = definition;
  const range = comparedByAge(definition, store, minutes, evaluationPeriods + extra);
  const changes: Change[] = [];
  let [state, sawData]: [AlarmState, boolean] = ["INSUFFICIENT_DATA", false];
  let seen = -1;
  for (let now = minutes.from; now < minutes.to; now++) {
    // As many digits as periods: what was seen a minute ago gives the same state again.
    let sees = 0;
    for (let age = 0; age < range.length; age++) {
      const value = range[age]?.[now - minutes.from] ?? Number.NaN;
      const limit = "fixed" in threshold ? threshold.fixed : band(now - age * periodMinutes, threshold.deviations);
      sees = sees * 3 + (Number.isNaN(value) ? 0 : breaches(value, limit) ? 1 : 2);
    }
    if (sees === seen) continue;
    seen = sees;
    if (sees !== 0) sawData = true;
    const next = evaluate(pointsIn(sees, range.length), definition, state);
    if (next !== state) changes.push({ minute: now, state: next });
    state = next;
  }
  return { changes, sawData };
}

const kinds: readonly Point[] = ["missing", "breaching", "good"];

/** The periods that a number stands for, its last digit being the oldest. */
function pointsIn(sees: number, count: number): readonly Point[] {
  return Array.from({ length: count }, (_, age) => kinds[Math.floor(sees / 3 ** (count - 1 - age)) % 3] ?? "missing");
}

/** What the alarm compares in each minute: of the period that ends then, of the one before, and so on. */
function comparedByAge(
  definition: AlarmDefinition,
  store: MetricStore,
  { from, to }: Minutes,
  count: number,
): readonly Float64Array[] {
  const { series, periodMinutes } = definition;
  const ages = Array.from({ length: count }, (_, age) => age);
  if (Object.values(series).some(({ metric }) => store.seriesOf(metric).isLate())) {
    return ages.map((age) => comparedSeries(definition, store, { from, to }, age));
  }
  // Where all data is there in time, an older period is what the newest one was earlier.
  const oldest = (count - 1) * periodMinutes;
  const all = comparedSeries(definition, store, { from: from - oldest, to }, 0);
  return ages.map((age) => all.subarray(oldest - age * periodMinutes, oldest - age * periodMinutes + to - from));
}

function comparedSeries(
  { series, expressions, compared, periodMinutes }: AlarmDefinition,
  store: MetricStore,
  minutes: Minutes,
  age: number,
): Float64Array {
  const values: Record<string, Float64Array> = {};
  for (const [id, { metric, statistic }] of Object.entries(series)) {
    const series = statisticSeries(store.seriesOf(metric), { statistic, periodMinutes, age }, minutes);
    values[id] = series;
    const quota = serviceQuota(metric, periodMinutes);
    if (quota !== undefined) values[quotaOf(id)] = new Float64Array(series.length).fill(quota);
  }
  for (const [id, { evaluate }] of Object.entries(expressions)) values[id] = evaluate(values);
  return values[compared] ?? new Float64Array();
}

/** Whether an alarm is on at the beginning of a minute. */
export function stateAt({ changes }: Simulated, minute: number): AlarmState {
  return changes.findLast((change) => change.minute <= minute)?.state ?? "INSUFFICIENT_DATA";
}

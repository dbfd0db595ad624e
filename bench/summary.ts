/** Median and range of repeated figures. */
export interface Summary {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** @throws RangeError where there are no figures. */
export function summarize(figures: readonly number[]): Summary {
  const sorted = [...figures].sort((a, b) => a - b);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  const [minimum] = sorted;
  const maximum = sorted.at(-1);
  if (low === undefined || high === undefined || minimum === undefined || maximum === undefined) {
    throw new RangeError("There is no median of no figures");
  }
  return { median: (low + high) / 2, minimum, maximum };
}

/**
 * How many times as large the figures are as those of the same round in `base`. Rounds are compared one by one, because
 * what slows the machine down slows both sides of a round down.
 *
 * @throws RangeError where there are no figures.
 */
export function ratio(figures: readonly number[], base: readonly number[]): Summary {
  return summarize(figures.map((figure, round) => figure / (base[round] ?? Number.NaN)));
}

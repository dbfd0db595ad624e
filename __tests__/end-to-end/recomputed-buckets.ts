import type { StoredItem } from "./stored-rows.ts";

/** What a bucket must hold, worked out from the items. */
export interface RecomputedBucket {
  readonly count: number;
  readonly sum: number;
  readonly high: number;
  readonly low: number;
  readonly open: number;
  readonly close: number;
  readonly label_counts: Readonly<Record<string, number>>;
  readonly ttl: number;
}

/** Seconds of each resolution's buckets, and seconds after their start at which they expire. */
const resolutions: readonly (readonly [string, number, number])[] = [
  ["1m", 60, 21_600],
  ["5m", 300, 43_200],
  ["10m", 600, 86_400],
  ["1h", 3_600, 604_800],
  ["3h", 10_800, 1_209_600],
  ["6h", 21_600, 2_592_000],
  ["12h", 43_200, 5_184_000],
  ["24h", 86_400, 7_776_000],
];

/** Seconds by which the times of an analysis may be off: it takes a moment, and is written down at its end. */
const tolerance = 120;

/** Buckets by `{PK} {SK}`. */
export interface RecomputedBuckets {
  /** Buckets of which everything is known. */
  readonly certain: ReadonlyMap<string, RecomputedBucket>;
  /** Buckets that expired while a story waited for its score: they may lack it. */
  readonly uncertain: ReadonlySet<string>;
}

/**
 * Adds the items' scores up anew, without the code under test: each item counts once in each resolution of each of its
 * tickers, unless the bucket had expired when it was scored.
 */
export function recomputedBuckets(items: readonly StoredItem[]): RecomputedBuckets {
  const members = new Map<string, { readonly ttl: number; readonly items: StoredItem[] }>();
  const uncertain = new Set<string>();
  for (const item of items) {
    const published = Date.parse(item.timestamp) / 1000;
    const scored = Date.parse(item.analyzed_at) / 1000;
    const stored = Date.parse(item.ingested_at) / 1000;
    for (const ticker of item.matched_tickers) {
      for (const [name, width, kept] of resolutions) {
        const start = published - (published % width);
        const ttl = start + kept;
        const key = `${ticker}#${name} ${new Date(start * 1000).toISOString()}`;
        if (ttl < stored) continue;
        if (ttl <= scored + tolerance) uncertain.add(key);
        const bucket = members.get(key) ?? { ttl, items: [] };
        bucket.items.push(item);
        members.set(key, bucket);
      }
    }
  }
  const certain = [...members].filter(([key]) => !uncertain.has(key));
  return { certain: new Map(certain.map(([key, bucket]) => [key, addedUp(bucket)])), uncertain };
}

function addedUp({ ttl, items }: { readonly ttl: number; readonly items: readonly StoredItem[] }): RecomputedBucket {
  const place = (item: StoredItem) => `${item.timestamp}#${item.source_id}`;
  const inOrder = items.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
  const polarities = inOrder.map(({ polarity }) => polarity);
  const labelled = (label: string) => items.filter(({ sentiment }) => sentiment === label).length;
  return {
    count: items.length,
    sum: rounded(polarities.reduce((sum, polarity) => sum + polarity, 0)),
    high: Math.max(...polarities),
    low: Math.min(...polarities),
    open: polarities[0] ?? Number.NaN,
    close: polarities.at(-1) ?? Number.NaN,
    label_counts: { positive: labelled("positive"), neutral: labelled("neutral"), negative: labelled("negative") },
    ttl,
  };
}

/** Scores have four decimals, and so have their sums; binary fractions differ behind them. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** Widths of the buckets that scores are added up in, and how long each is kept after it began; all in seconds. */
export const resolutions = {
  "1m": { seconds: 60, keepSeconds: 21_600, pageSize: 60 },
  "5m": { seconds: 300, keepSeconds: 43_200, pageSize: 12 },
  "10m": { seconds: 600, keepSeconds: 86_400, pageSize: 6 },
  "1h": { seconds: 3_600, keepSeconds: 604_800, pageSize: 24 },
  "3h": { seconds: 10_800, keepSeconds: 1_209_600, pageSize: 8 },
  "6h": { seconds: 21_600, keepSeconds: 2_592_000, pageSize: 4 },
  "12h": { seconds: 43_200, keepSeconds: 5_184_000, pageSize: 14 },
  "24h": { seconds: 86_400, keepSeconds: 7_776_000, pageSize: 7 },
} as const;

export type Resolution = keyof typeof resolutions;

export const resolutionNames = Object.keys(resolutions) as readonly Resolution[];

/** Start of the bucket that holds an instant, aligned to the Unix epoch. Both in epoch milliseconds. */
export function bucketStart(instant: number, resolution: Resolution): number {
  const width = resolutions[resolution].seconds * 1000;
  return Math.floor(instant / width) * width;
}

/** Expiry of a bucket, epoch seconds. `start` is in epoch milliseconds. */
export function bucketExpiry(start: number, resolution: Resolution): number {
  return start / 1000 + resolutions[resolution].keepSeconds;
}

/** Partition key of a ticker's buckets. */
export function bucketPartition(ticker: string, resolution: Resolution): string {
  return `${ticker}#${resolution}`;
}

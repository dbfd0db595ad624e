import fc from "fast-check";
import { expect, it } from "vitest";
import {
  bucketExpiry,
  bucketPartition,
  bucketStart,
  resolutionNames,
  resolutions,
} from "../../../../lambdas/shared/sentiment/resolutions.ts";

it.each([
  ["1m", "10:37:00", 1766335020],
  ["5m", "10:35:00", 1766356500],
  ["10m", "10:30:00", 1766399400],
  ["1h", "10:00:00", 1766916000],
  ["3h", "09:00:00", 1767517200],
  ["6h", "06:00:00", 1768888800],
  ["12h", "00:00:00", 1771459200],
  ["24h", "00:00:00", 1774051200],
] as const)("the %s bucket of 2025-12-21T10:37:42Z starts at %s and expires at %d", (resolution, time, expiry) => {
  const start = bucketStart(Date.parse("2025-12-21T10:37:42Z"), resolution);

  expect(new Date(start).toISOString()).toBe(`2025-12-21T${time}.000Z`);
  expect(bucketExpiry(start, resolution)).toBe(expiry);
});

it("the buckets of a resolution cover time without gap and overlap", () => {
  const property = fc.property(
    fc.integer({ min: 0, max: 253_402_300_799_999 }),
    fc.constantFrom(...resolutionNames),
    (instant, resolution) => {
      const width = resolutions[resolution].seconds * 1000;

      const start = bucketStart(instant, resolution);

      expect(instant - start).toBeGreaterThanOrEqual(0);
      expect(instant - start).toBeLessThan(width);
      expect(bucketStart(start, resolution)).toBe(start);
      expect(bucketStart(start + width, resolution)).toBe(start + width);
    },
  );

  fc.assert(property);
});

it("wider buckets are kept longer, and every bucket outlives its own span", () => {
  const kept = resolutionNames.map((resolution) => resolutions[resolution].keepSeconds);

  expect(kept).toEqual(kept.toSorted((a, b) => a - b));
  for (const { seconds, keepSeconds } of Object.values(resolutions)) expect(keepSeconds).toBeGreaterThan(seconds);
});

it("a partition names ticker and resolution", () => {
  expect(bucketPartition("AAPL", "1h")).toBe("AAPL#1h");
});

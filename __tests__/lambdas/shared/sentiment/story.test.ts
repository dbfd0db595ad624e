import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dedupKey, normalizeHeadline, storyId } from "../../../../lambdas/shared/sentiment/story.ts";

const golden = [
  {
    headline: "Apple Reports Q4 Earnings Beat - Reuters",
    date: "2025-12-21",
    normalized: "apple reports q4 earnings beat reuters",
    key: "d2034740c7ef2a43b23bb447420037ff",
  },
  {
    headline: 'Tesla\'s Q3: up 5.2%, "record"',
    date: "2025-10-01",
    normalized: "teslas q3 up 52 record",
    key: "bfe8630bf432dfd03fb22b971fb5a136",
  },
  { headline: "", date: "2025-12-21", normalized: "", key: "e291c9cbdde58a80dfe2974ea87e9814" },
  {
    headline: "Café société 東京 ½_x",
    date: "2025-12-21",
    normalized: "café société 東京 ½_x",
    key: "5d9581f9a8ee1db0b57632fc3af09e06",
  },
];

describe.each(golden)("golden value of headline '$headline'", ({ headline, date, normalized, key }) => {
  it("is normalised", () => {
    const result = normalizeHeadline(headline);

    expect(result).toBe(normalized);
  });

  it("gives the known key", () => {
    const result = dedupKey(headline, `${date}T10:30:00.000Z`);

    expect(result).toBe(key);
  });
});

it("normalising twice changes nothing", () => {
  const property = fc.property(fc.string({ unit: "grapheme" }), (headline) => {
    const once = normalizeHeadline(headline);

    expect(normalizeHeadline(once)).toBe(once);
  });

  fc.assert(property);
});

it("D1: the key depends on words and day alone, not on punctuation, spacing, case or time of day", () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const noise = fc.stringMatching(/^[ \t.,:;!?'"()%-]{0,3}$/);
  const time = fc.date({
    min: new Date("2026-01-05T00:00:00.000Z"),
    max: new Date("2026-01-05T23:59:59.999Z"),
    noInvalidDate: true,
  });
  const property = fc.property(fc.array(fc.tuple(word, noise), { minLength: 1 }), time, (parts, published) => {
    const plain = parts.map(([letters]) => letters).join(" ");
    const decorated = parts.map(([letters, marks]) => letters.toUpperCase() + marks).join(" ");

    expect(dedupKey(decorated, published.toISOString())).toBe(dedupKey(plain, "2026-01-05T12:00:00.000Z"));
  });

  fc.assert(property);
});

it("other words or another day give another key", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }).map((list) => list.join(" "));
  const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-01-${String(number).padStart(2, "0")}`);
  const property = fc.property(words, day, words, day, (words1, day1, words2, day2) => {
    const isSame = words1 === words2 && day1 === day2;

    expect(dedupKey(words1, day1) === dedupKey(words2, day2)).toBe(isSame);
  });

  fc.assert(property);
});

it("a story's row is named after its key", () => {
  const id = storyId(dedupKey("Café", "2025-12-21"));

  expect(id).toMatch(/^dedup:[0-9a-f]{32}$/);
});

import { expect, it } from "vitest";
import { recomputedBuckets } from "./recomputed-buckets.ts";
import type { StoredItem } from "./stored-rows.ts";

/** An item with a score, as far as buckets go by it. */
function item(source_id: string, timestamp: string, polarity: number, changes: Partial<StoredItem> = {}): StoredItem {
  return {
    source_id,
    timestamp,
    polarity,
    sentiment: polarity < 0 ? "negative" : "positive",
    matched_tickers: ["AAPL"],
    ingested_at: "2025-12-21T10:40:00.000Z",
    analyzed_at: "2025-12-21T10:40:05.000Z",
    ...changes,
  } as StoredItem;
}

const published = "2025-12-21T10:37:42.000Z";

it("an item counts in the buckets of all resolutions, which start and expire as the data model says", () => {
  const { certain, uncertain } = recomputedBuckets([item("dedup:a", published, 0.5)]);

  expect(uncertain.size).toBe(0);
  expect([...certain].map(([key, { ttl }]) => [key, ttl])).toEqual([
    ["AAPL#1m 2025-12-21T10:37:00.000Z", 1766335020],
    ["AAPL#5m 2025-12-21T10:35:00.000Z", 1766356500],
    ["AAPL#10m 2025-12-21T10:30:00.000Z", 1766399400],
    ["AAPL#1h 2025-12-21T10:00:00.000Z", 1766916000],
    ["AAPL#3h 2025-12-21T09:00:00.000Z", 1767517200],
    ["AAPL#6h 2025-12-21T06:00:00.000Z", 1768888800],
    ["AAPL#12h 2025-12-21T00:00:00.000Z", 1771459200],
    ["AAPL#24h 2025-12-21T00:00:00.000Z", 1774051200],
  ]);
});

it("open and close go by the time of publication, whatever the order of the items", () => {
  const items = [
    item("dedup:b", "2025-12-21T10:37:50.000Z", -0.25),
    item("dedup:a", published, 0.5),
    item("dedup:c", "2025-12-21T10:37:45.000Z", 0.75),
  ];

  const { certain } = recomputedBuckets(items);

  expect(certain.get("AAPL#1m 2025-12-21T10:37:00.000Z")).toEqual({
    open: 0.5,
    high: 0.75,
    low: -0.25,
    close: -0.25,
    sum: 1,
    count: 3,
    label_counts: { positive: 2, neutral: 0, negative: 1 },
    ttl: 1766335020,
  });
});

it("nothing is said of buckets that expired while an item waited, and none is there that expired before it came", () => {
  const late = { ingested_at: "2025-12-21T16:00:00.000Z", analyzed_at: "2025-12-21T23:00:00.000Z" };
  const waited = item("dedup:a", published, 0.5, late);
  const old = item("dedup:b", "2025-12-19T10:37:42.000Z", 0.5);

  const { certain, uncertain } = recomputedBuckets([waited, old]);

  expect([...uncertain]).toEqual(["AAPL#1m 2025-12-21T10:37:00.000Z", "AAPL#5m 2025-12-21T10:35:00.000Z"]);
  expect([...certain.keys()].filter((key) => key.includes("2025-12-19"))).toEqual([
    "AAPL#1h 2025-12-19T10:00:00.000Z",
    "AAPL#3h 2025-12-19T09:00:00.000Z",
    "AAPL#6h 2025-12-19T06:00:00.000Z",
    "AAPL#12h 2025-12-19T00:00:00.000Z",
    "AAPL#24h 2025-12-19T00:00:00.000Z",
  ]);
});

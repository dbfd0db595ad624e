import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { bucketStart } from "../../../lambdas/shared/sentiment/resolutions.ts";
import type { Bucket } from "../../../lambdas/shared/sentiment/stream-events.ts";
import { sseStreaming as contract } from "../../../lambdas/sse-streaming/contract.ts";
import type { StreamEvent } from "../../../lambdas/sse-streaming/events.ts";
import { stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { stubStreamingRuntime } from "../../helpers/streaming-runtime.ts";

stubLambdaEnvironment(contract);
vi.stubEnv("OTEL_SDK_DISABLED", "true");
stubStreamingRuntime();
const { trackChanges } = await import("../../../lambdas/sse-streaming/changes.ts");

const start = Date.parse("2026-01-05T12:00:00.000Z");
const series = { ticker: "AAPL", resolution: "1m" } as const;
const subject = { configurationId: "follows-aapl", tickers: ["AAPL"], resolutions: ["1m"] } as const;
const iso = (instant: number) => new Date(instant).toISOString();

/** An article: published this many milliseconds before the start, scored this many after it. */
interface Story {
  readonly published: number;
  readonly scored: number;
  /** Milliseconds for which the index does not show it yet. */
  readonly lag: number;
  readonly isPositive: boolean;
}

const story: fc.Arbitrary<Story> = fc.record({
  published: fc.nat(150_000),
  scored: fc.integer({ min: -60_000, max: 60_000 }),
  lag: fc.nat(2_000),
  isPositive: fc.boolean(),
});

/** What one look at an instant gives: buckets are there at once, the index lags, and a page of it may not be all. */
function readingAt(stories: readonly Story[], instant: number, pageSize = 100) {
  const all = stories.map((each, index) => ({ ...each, id: `dedup:${index}` }));
  const indexed = all
    .filter(({ scored, lag }) => start + scored + lag <= instant)
    .map(({ id, published, scored, isPositive }) => ({
      source_id: id,
      timestamp: iso(start - published),
      analyzed_at: iso(start + scored),
      sentiment: isPositive ? ("positive" as const) : ("negative" as const),
      score: 0.9,
      polarity: isPositive ? 0.8 : -0.8,
      sources: ["tiingo"] as ["tiingo"],
      matched_tickers: ["AAPL"],
    }))
    .sort((a, b) => b.timestamp.localeCompare(a.timestamp));
  const items = indexed.slice(0, pageSize);
  const isTruncated = indexed.length > pageSize;
  const completeSince = isTruncated ? Date.parse(items.at(-1)?.timestamp ?? "") : instant - 86_400_000;
  return {
    instant,
    recent: { items, isTruncated, completeSince },
    series: [{ ...series, buckets: bucketsAt(all.filter(({ scored }) => start + scored <= instant)) }],
  };
}

function bucketsAt(stories: readonly Story[]): readonly Bucket[] {
  const counts = new Map<string, number>();
  for (const { published } of stories) {
    const begin = iso(bucketStart(start - published, "1m"));
    counts.set(begin, (counts.get(begin) ?? 0) + 1);
  }
  return [...counts].sort().map(([begin, count]) => ({
    start: begin,
    open: 0,
    high: 0,
    low: 0,
    close: 0,
    average: 0,
    count,
    label_counts: {},
  }));
}

/** What a reader knows that took in these events. */
function learn(known: Map<string, unknown>, events: readonly StreamEvent[]): Map<string, unknown> {
  for (const event of events) {
    if (event.type === "metrics") known.set("total", event.data.total);
    if (event.type === "bucket_update") known.set(event.data.bucket.start, event.data.bucket.count);
  }
  return known;
}

/** Everything there is to know once the index has caught up. */
function truth(stories: readonly Story[], instant: number, pageSize?: number): Map<string, unknown> {
  const { recent, series: all } = readingAt(stories, instant, pageSize);
  const buckets = all.flatMap((one) => one.buckets.map(({ start: begin, count }) => [begin, count] as const));
  return new Map<string, unknown>([["total", recent.items.length], ...buckets]);
}

const end = start + 70_000;

it("D18: whenever a stream looks, its reader ends up knowing what is stored", () => {
  fc.assert(
    fc.property(fc.array(story), fc.array(fc.nat(60_000)), (stories, looks) => {
      const changes = trackChanges(subject, undefined);
      const known = new Map<string, unknown>();

      for (const look of [...looks.sort((a, b) => a - b), 70_000])
        learn(known, changes.since(readingAt(stories, start + look)));

      expect(known).toEqual(truth(stories, end));
    }),
  );
});

it("sends nothing twice: a second look at the same data gives no event", () => {
  fc.assert(
    fc.property(fc.array(story), (stories) => {
      const changes = trackChanges(subject, undefined);
      const reading = readingAt(stories, end);

      changes.since(reading);
      const again = changes.since({ ...reading, instant: reading.instant + 5_000 });

      expect(again).toEqual([]);
    }),
  );
});

it("FR-081: a reader that connects again with its last id loses nothing, wherever the break, the index's lag and the page's end were", () => {
  const moments = fc.record({ broken: fc.nat(55_000), away: fc.nat(10_000), pageSize: fc.integer({ min: 1, max: 6 }) });

  fc.assert(
    fc.property(fc.array(story), moments, (stories, { broken, away, pageSize }) => {
      const first = trackChanges(subject, undefined);
      const known = learn(new Map(), first.since(readingAt(stories, start + broken, pageSize)));
      // As resumePoint() has it: the time of the look, less the lag of the index.
      const second = trackChanges(subject, start + broken - 2_000);

      learn(known, second.since(readingAt(stories, start + broken + away, pageSize)));
      learn(known, second.since(readingAt(stories, end, pageSize)));

      expect(known).toEqual(truth(stories, end, pageSize));
    }),
    { numRuns: 300 },
  );
});

it("FR-081: a reader that connects again is not told what was stored long before its last id", () => {
  const stories = [{ published: 60_000, scored: -50_000, lag: 0, isPositive: true }];
  const changes = trackChanges(subject, start - 2_000);

  const events = changes.since(readingAt(stories, start + 3_000));

  expect(events).toEqual([]);
});

/** Articles that updates tell of. */
function articlesTold(events: readonly StreamEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === "sentiment_update" ? [event.data.source_id] : []));
}

/** Articles whose score was stored after an instant. */
function scoredAfter(stories: readonly Story[], instant: number): readonly string[] {
  return stories.flatMap(({ scored }, index) => (start + scored > instant ? [`dedup:${index}`] : []));
}

it("D18: each article that the index shows while a stream is open is told exactly once", () => {
  fc.assert(
    fc.property(fc.array(story), fc.array(fc.nat(60_000)), (stories, looks) => {
      const changes = trackChanges(subject, undefined);
      const shownAtFirst = new Set<string>();
      const told: string[] = [];

      for (const [number, look] of [...looks.sort((a, b) => a - b), 70_000].entries()) {
        const reading = readingAt(stories, start + look);
        if (number === 0) for (const { source_id } of reading.recent.items) shownAtFirst.add(source_id);
        told.push(...articlesTold(changes.since(reading)));
      }

      const all = stories.map((_, index) => `dedup:${index}`);
      expect(told.sort()).toEqual(all.filter((id) => !shownAtFirst.has(id)).sort());
    }),
  );
});

it("FR-081 D18: a reader that connects again is told of every article that was scored since its last id", () => {
  fc.assert(
    fc.property(fc.array(story), fc.nat(55_000), fc.nat(10_000), (stories, broken, away) => {
      const first = trackChanges(subject, undefined);
      first.since(readingAt(stories, start + broken));
      const second = trackChanges(subject, start + broken - 2_000);

      const events = [start + broken + away, end].flatMap((look) => second.since(readingAt(stories, look)));

      expect(articlesTold(events)).toEqual(expect.arrayContaining([...scoredAfter(stories, start + broken)]));
      expect(new Set(articlesTold(events)).size).toBe(articlesTold(events).length);
    }),
  );
});

import fc from "fast-check";
import { expect, it } from "vitest";
import type { Article } from "../../../lambdas/ingestion/article.ts";
import { analysisRequest, newItem, type Story, storiesOf } from "../../../lambdas/ingestion/story.ts";

const now = new Date("2026-01-05T12:00:00.000Z");

function article(changes: Partial<Article> = {}): Article {
  return {
    source: "tiingo",
    id: "1",
    headline: "Apple Reports Q4 Earnings Beat - Reuters",
    description: "Profit rose.",
    url: "https://news.example.com/1",
    publishedAt: "2025-12-21T10:30:00.000Z",
    tickers: ["AAPL"],
    ...changes,
  };
}

function only(articles: readonly Article[]): Story {
  const [story, ...others] = storiesOf(articles);
  if (story === undefined || others.length > 0) throw new Error(`${others.length + 1} stories instead of one`);
  return story;
}

it("D2: a new row says when this system found the story, beside when it was published", () => {
  const story = only([article({ publisher: "Reuters" })]);

  const item = newItem(story, now);

  expect(item).toEqual({
    source_id: "dedup:d2034740c7ef2a43b23bb447420037ff",
    timestamp: "2025-12-21T10:30:00.000Z",
    status: "pending",
    dedup_key: "d2034740c7ef2a43b23bb447420037ff",
    sources: ["tiingo"],
    source_attribution: {
      tiingo: {
        article_id: "1",
        url: "https://news.example.com/1",
        crawl_timestamp: "2026-01-05T12:00:00.000Z",
        original_headline: "Apple Reports Q4 Earnings Beat - Reuters",
        source_name: "Reuters",
      },
    },
    ingested_at: "2026-01-05T12:00:00.000Z",
    updated_at: "2026-01-05T12:00:00.000Z",
    headline: "Apple Reports Q4 Earnings Beat - Reuters",
    normalized_headline: "apple reports q4 earnings beat reuters",
    source_url: "https://news.example.com/1",
    text_snippet: "Profit rose.",
    text_for_analysis: "Apple Reports Q4 Earnings Beat - Reuters. Profit rose.",
    matched_tickers: ["AAPL"],
    ttl_timestamp: Date.parse("2026-02-04T12:00:00Z") / 1000,
  });
});

it("a story of two sources is one row with both, and the tickers of all its articles", () => {
  const story = only([
    article(),
    article({ source: "finnhub", id: "2", publishedAt: "2025-12-21T10:30:42.000Z", tickers: ["MSFT"] }),
    article({ source: "finnhub", id: "3", tickers: ["AMZN"] }),
  ]);

  const item = newItem(story, now);

  expect(item.sources).toEqual(["tiingo", "finnhub"]);
  expect(item.timestamp).toBe("2025-12-21T10:30:00.000Z");
  expect(item.matched_tickers).toEqual(["AAPL", "AMZN", "MSFT"]);
  expect(item.source_attribution.finnhub?.article_id).toBe("2");
});

it("the text for analysis is the headline where there is no description", () => {
  const item = newItem(only([article({ headline: "Up", description: "" })]), now);

  expect(item.text_for_analysis).toBe("Up");
  expect(item.text_snippet).toBe("");
});

it("long descriptions are cut between characters", () => {
  const item = newItem(only([article({ headline: "Up", description: "🙂".repeat(10_000) })]), now);

  expect(item.text_snippet).toBe("🙂".repeat(200));
  expect([...item.text_for_analysis]).toHaveLength(8_192);
  expect(item.text_for_analysis).not.toMatch(/\p{Surrogate}/u);
});

it("the request for a score passes the row's sort key on as it is", () => {
  const item = newItem(only([article(), article({ source: "finnhub" })]), now);

  const request = analysisRequest(item, "v1.2.3");

  expect(request).toEqual({
    source_id: "dedup:d2034740c7ef2a43b23bb447420037ff",
    source_type: "tiingo",
    sources: ["tiingo", "finnhub"],
    text_for_analysis: item.text_for_analysis,
    model_version: "v1.2.3",
    matched_tickers: ["AAPL"],
    timestamp: "2025-12-21T10:30:00.000Z",
  });
});

it("every article is in exactly one story, and a story is told once", () => {
  const articles = fc.array(
    fc.record({
      headline: fc.constantFrom("Up", "up!", "Down", "Sideways"),
      publishedAt: fc.constantFrom("2025-12-21T10:30:00.000Z", "2025-12-21T23:59:59.999Z", "2025-12-22T00:00:00.000Z"),
      source: fc.constantFrom("tiingo" as const, "finnhub" as const),
    }),
  );
  const property = fc.property(articles, (fields) => {
    const given = fields.map(article);

    const stories = storiesOf(given);

    expect(new Set(stories.flatMap((story) => story.articles))).toEqual(new Set(given));
    expect(stories.flatMap((story) => story.articles)).toHaveLength(given.length);
    expect(new Set(stories.map(({ key }) => key)).size).toBe(stories.length);
  });

  fc.assert(property);
});

import type { AnalysisRequest, NewsSource, PendingItem, SourceAttribution } from "../shared/sentiment/items.ts";
import { dedupKey, normalizeHeadline, storyId } from "../shared/sentiment/story.ts";
import type { Article } from "./article.ts";

/** What one run found out about one story: articles that share a dedup key, in the order they were fetched. */
export interface Story {
  readonly key: string;
  readonly articles: readonly [Article, ...Article[]];
}

/** A row that this run creates: at least one source told the story. */
export type NewItem = PendingItem & { readonly sources: readonly [NewsSource, ...NewsSource[]] };

/** The part of a row that a request for its score repeats. */
export type RequestedStory = Pick<
  NewItem,
  "source_id" | "timestamp" | "sources" | "text_for_analysis" | "matched_tickers"
>;

const keepDays = 30;
const snippetCharacters = 200;

/** Far more than the 512 tokens that the model reads; ten such texts and their rows stay within all size limits. */
const analysisCharacters = 8_192;

/** Puts articles that tell the same story together. */
export function storiesOf(articles: readonly Article[]): readonly Story[] {
  const stories = new Map<string, [Article, ...Article[]]>();
  for (const article of articles) {
    const key = dedupKey(article.headline, article.publishedAt);
    const known = stories.get(key);
    if (known === undefined) stories.set(key, [article]);
    else known.push(article);
  }
  return [...stories].map(([key, told]) => ({ key, articles: told }));
}

/** What each source says of a story; the first article of a source counts. */
export function attributionsOf({ articles }: Story, now: Date): ReadonlyMap<NewsSource, SourceAttribution> {
  const attributions = new Map<NewsSource, SourceAttribution>();
  for (const { source, id, url, headline, publisher } of articles) {
    if (attributions.has(source)) continue;
    attributions.set(source, {
      article_id: id,
      url,
      crawl_timestamp: now.toISOString(),
      original_headline: headline,
      ...(publisher === undefined ? {} : { source_name: publisher }),
    });
  }
  return attributions;
}

/** The row of a story that is seen for the first time. The first article decides what stands in it. */
export function newItem(story: Story, now: Date): NewItem {
  const [first] = story.articles;
  const attributions = attributionsOf(story, now);
  return {
    source_id: storyId(story.key),
    timestamp: first.publishedAt,
    status: "pending",
    dedup_key: story.key,
    sources: [first.source, ...[...attributions.keys()].slice(1)],
    source_attribution: Object.fromEntries(attributions),
    ingested_at: now.toISOString(),
    updated_at: now.toISOString(),
    headline: first.headline,
    normalized_headline: normalizeHeadline(first.headline),
    source_url: first.url,
    text_snippet: firstCharacters(first.description, snippetCharacters),
    text_for_analysis: analysisText(first),
    matched_tickers: [...new Set(story.articles.flatMap(({ tickers }) => tickers))].sort(),
    ttl_timestamp: Math.floor(now.getTime() / 1000) + keepDays * 86_400,
  };
}

/** The message that asks for a story's score. */
export function analysisRequest(item: RequestedStory, modelVersion: string): AnalysisRequest {
  return {
    source_id: item.source_id,
    source_type: item.sources[0],
    sources: item.sources,
    text_for_analysis: item.text_for_analysis,
    model_version: modelVersion,
    matched_tickers: item.matched_tickers,
    timestamp: item.timestamp,
  };
}

function analysisText({ headline, description }: Article): string {
  return firstCharacters(description === "" ? headline : `${headline}. ${description}`, analysisCharacters);
}

/** Counts characters, not UTF-16 units: half a character cannot be stored. */
function firstCharacters(text: string, count: number): string {
  return [...text.slice(0, count * 2)].slice(0, count).join("");
}

import { createHash } from "node:crypto";
import type { PlannedStory } from "./planned-story.ts";

/** An item that must be in the table in the end. */
export interface ExpectedStory {
  readonly source_id: string;
  /** Sources that tell it, sorted. */
  readonly sources: readonly string[];
}

/**
 * What must come out of some stories, worked out from the data model alone: a story is a normalised headline and a day
 * of publication (UTC), whoever tells it.
 */
export function expectedStories(
  stories: readonly PlannedStory[],
  begin: number,
  watched: readonly string[],
): readonly ExpectedStory[] {
  const expected = new Map<string, Set<string>>();
  for (const { tiingo, finnhub, tickers, defect } of stories) {
    if (defect !== "none" || !tickers.some((ticker) => watched.includes(ticker))) continue;
    for (const [source, telling] of Object.entries({ tiingo, finnhub })) {
      if (telling === undefined) continue;
      const day = new Date(begin - telling.publishedBefore).toISOString().slice(0, 10);
      const key = createHash("sha256")
        .update(`${normalized(telling.headline)}|${day}`)
        .digest("hex")
        .slice(0, 32);
      expected.set(`dedup:${key}`, (expected.get(`dedup:${key}`) ?? new Set()).add(source));
    }
  }
  return [...expected].map(([source_id, sources]) => ({ source_id, sources: [...sources].sort() }));
}

/** Lower case; letters, numbers, underscores and white space only, the latter one space at a time. */
function normalized(headline: string): string {
  const kept = [...headline.toLowerCase()].filter((character) => /[\p{L}\p{N}_\s]/u.test(character)).join("");
  return kept.split(/\s+/).filter(Boolean).join(" ");
}

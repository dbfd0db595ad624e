import type { FinnhubEntry, TiingoEntry } from "../lambdas/ingestion/news-server.ts";
import type { PlannedStory } from "./planned-story.ts";

/** What the providers can be asked for: the days of publication, both included, `YYYY-MM-DD` in UTC. */
export interface AskedDays {
  readonly from: string;
  readonly to: string;
}

/** Entries that a provider has, in its own documented format; a defect makes one malformed. */
export type Entry<T> = { readonly [K in keyof T]?: T[K] | null };

/** Tiingo's entries for some tickers: `GET /tiingo/news?tickers=…&startDate=…&endDate=…`. */
export function tiingoEntries(
  stories: readonly PlannedStory[],
  begin: number,
  asked: readonly string[],
  days: AskedDays,
): readonly Entry<TiingoEntry>[] {
  return stories.flatMap(({ tiingo: telling, ...story }) => {
    if (telling === undefined || !isAbout(story, asked)) return [];
    const published = begin - telling.publishedBefore;
    if (!isWithin(published, days)) return [];
    const entry: Entry<TiingoEntry> = {
      id: 1_000 + story.index,
      title: story.defect === "long headline" ? telling.headline.padEnd(3_000, " more") : telling.headline,
      description: story.description,
      url: `https://news.example.com/tiingo/${story.index}`,
      publishedDate: story.defect === "bad time" ? "yesterday" : timeText(published, story.timeFormat),
      crawlDate: new Date(published + 60_000).toISOString(),
      source: "news.example.com",
      tickers: story.tickers.map((ticker) => ticker.toLowerCase()),
      tags: ["Earnings"],
    };
    return [withDefect(entry, "title", story.defect)];
  });
}

/** Finnhub's entries for one symbol: `GET /company-news?symbol=…&from=…&to=…`. Times are whole seconds. */
export function finnhubEntries(
  stories: readonly PlannedStory[],
  begin: number,
  symbol: string,
  days: AskedDays,
): readonly Entry<FinnhubEntry>[] {
  return stories.flatMap(({ finnhub: telling, ...story }) => {
    if (telling === undefined || !isAbout(story, [symbol])) return [];
    const published = begin - telling.publishedBefore;
    if (!isWithin(published, days)) return [];
    const entry: Entry<FinnhubEntry> = {
      category: "company",
      datetime: story.defect === "bad time" ? -1 : Math.floor(published / 1000),
      headline: story.defect === "long headline" ? telling.headline.padEnd(3_000, " more") : telling.headline,
      id: 2_000 + story.index,
      image: "",
      related: symbol,
      source: "Example",
      summary: story.description,
      url: `https://news.example.com/finnhub/${story.index}`,
    };
    return [withDefect(entry, "headline", story.defect)];
  });
}

function isAbout({ tickers }: Pick<PlannedStory, "tickers">, asked: readonly string[]): boolean {
  return tickers.some((ticker) => asked.includes(ticker));
}

function isWithin(published: number, { from, to }: AskedDays): boolean {
  const day = new Date(published).toISOString().slice(0, 10);
  return from <= day && day <= to;
}

function withDefect<E extends object>(entry: E, headline: keyof E, defect: PlannedStory["defect"]): E {
  if (defect === "no headline") return { ...entry, [headline]: undefined };
  return defect === "empty headline" ? { ...entry, [headline]: " …! " } : entry;
}

function timeText(published: number, format: PlannedStory["timeFormat"]): string {
  const text = new Date(published).toISOString().slice(0, -1);
  switch (format) {
    case "zone":
      return `${text}Z`;
    case "offset":
      return `${new Date(published + 2 * 3_600_000).toISOString().slice(0, -1)}+02:00`;
    case "no zone":
      return text;
    case "microseconds":
      return `${text}456Z`;
  }
}

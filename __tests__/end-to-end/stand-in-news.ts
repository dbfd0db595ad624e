import type { Answer, NewsServer } from "../lambdas/ingestion/news-server.ts";
import type { PlannedStory } from "./planned-story.ts";
import type { ProviderFault, ProviderFaultKind } from "./round-plan.ts";
import { finnhubEntries, tiingoEntries } from "./told-news.ts";

/** What the two providers have, and how they fail. */
export interface StandInNews {
  /** The stories that are told from now on, published before `begin` (epoch milliseconds). */
  tell(stories: readonly PlannedStory[], begin: number): void;
  /** The calls that go wrong from now on. */
  fail(faults: readonly ProviderFault[]): void;
  /** Faults that happened since then. */
  readonly happened: readonly ProviderFaultKind[];
}

/** Lets the servers of both providers answer with the stories of a plan. */
export function standInNews(server: NewsServer): StandInNews {
  let told: readonly PlannedStory[] = [];
  let begin = 0;
  let faults: { readonly fault: ProviderFault; left: number }[] = [];
  const calls = { tiingo: 0, finnhub: 0 };
  const happened: ProviderFaultKind[] = [];

  const answer = (source: ProviderFault["source"], entries: readonly unknown[]): Answer => {
    calls[source] += 1;
    const found = faults.find(({ fault }) => fault.source === source && fault.fromCall <= calls[source]);
    if (found === undefined) return entries;
    found.left -= 1;
    faults = faults.filter(({ left }) => left > 0);
    happened.push(found.fault.kind);
    return faultyAnswer(found.fault.kind, entries);
  };
  server.tiingo = ({ tickers = "", startDate = "", endDate = "" }) => {
    const asked = tickers.split(",");
    return answer("tiingo", tiingoEntries(told, begin, asked, { from: startDate, to: endDate }));
  };
  server.finnhub = ({ symbol = "", from = "", to = "" }) =>
    answer("finnhub", finnhubEntries(told, begin, symbol, { from, to }));
  return {
    tell(stories, instant) {
      told = stories;
      begin = instant;
    },
    fail(next) {
      faults = next.map((fault) => ({ fault, left: fault.times }));
      calls.tiingo = 0;
      calls.finnhub = 0;
      happened.length = 0;
    },
    happened,
  };
}

function faultyAnswer(kind: ProviderFaultKind, entries: readonly unknown[]): Answer {
  switch (kind) {
    case "429":
      return { status: 429, headers: { "retry-after": "60" } };
    case "500":
      return { status: 500 };
    case "silence":
    case "hang-up":
      return kind;
    case "garbage":
      return { text: "\ufffd\u0000]}{[ nothing that anybody could read" };
    case "truncated":
      return { text: JSON.stringify([...entries, { title: "cut off" }]).slice(0, -7) };
    case "web page":
      return { text: "<!doctype html><title>Service Unavailable</title>", contentType: "text/html" };
    case "no list":
      return { text: JSON.stringify({ detail: "Not found." }) };
  }
}

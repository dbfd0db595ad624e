import { type CallFault, callFaultKinds } from "./call-fault.ts";
import { type PlannedStory, plannedStory } from "./planned-story.ts";
import { type Random, random } from "./random.ts";

/** How a news provider can fail. */
export const providerFaultKinds = [
  "429",
  "500",
  "silence",
  "hang-up",
  "garbage",
  "truncated",
  "web page",
  "no list",
] as const;

export type ProviderFaultKind = (typeof providerFaultKinds)[number];

/** Some calls of one provider that go wrong, counted from 1 within the round. */
export interface ProviderFault {
  readonly source: "tiingo" | "finnhub";
  readonly kind: ProviderFaultKind;
  readonly fromCall: number;
  readonly times: number;
}

/** How the mail service can fail. */
export const mailFaultKinds = [429, 500, 503, "hang-up", "silence"] as const;
export type MailFault = (typeof mailFaultKinds)[number];

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly timezone: string;
  /** What the person follows; news are fetched for these. */
  readonly tickers: readonly string[];
  readonly wantsDigest: boolean;
  /** Ticker whose every score crosses the threshold of an alert; undefined: the person has no alert. */
  readonly alertFor: string | undefined;
}

/** One round: news, people, and everything that goes wrong. The same for the same seed. */
export interface RoundPlan {
  readonly seed: number;
  /** Milliseconds from the beginning of the time that the round has for itself, less than a week. */
  readonly begin: number;
  readonly people: readonly Person[];
  readonly stories: readonly PlannedStory[];
  /** Runs of ingestion while things go wrong. A story is told from one of them on. */
  readonly runs: number;
  readonly callFaults: readonly CallFault[];
  readonly providerFaults: readonly ProviderFault[];
  /** What happens to the first mails, one after the other. */
  readonly mailFaults: readonly MailFault[];
  /** Share of messages that are delivered twice. */
  readonly duplicates: number;
}

/** A domain that stands in every address of a plan, so that it can be searched for. */
export const mailDomain = "recipients-zwischenahn.example";

const symbols = ["AAPL", "MSFT", "NVDA", "F", "GOOGL", "TSLA"] as const;
const zones = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "UTC"] as const;

/** Functions whose calls go wrong, with the most calls that they are expected to make in a round. */
const disturbed = [
  ["ingestion", 60],
  ["analysis", 40],
  ["notification", 30],
] as const;

/** Makes the plan of a seed. */
export function roundPlan(seed: number): RoundPlan {
  const chosen = random(seed);
  const runs = chosen.integer(1, 2);
  const people = Array.from({ length: chosen.integer(1, 3) }, (_, index) => person(chosen, index));
  const watched = [...new Set(people.flatMap(({ tickers }) => tickers))] as [string, ...string[]];
  const stories = Array.from({ length: chosen.integer(2, 9) }, (_, index) =>
    plannedStory(chosen, { index, watched, runs }),
  );
  return {
    seed,
    // Not in the last minutes of an hour, so that the digests of the next hour come after all runs.
    begin: chosen.integer(0, 6 * 24) * 3_600_000 + chosen.integer(0, 30) * 60_000,
    people,
    stories,
    runs,
    callFaults: disturbed.flatMap(([functionName, calls]) =>
      Array.from({ length: chosen.integer(0, 3) }, () => ({
        functionName,
        kind: chosen.pick(callFaultKinds),
        fromCall: chosen.integer(1, calls),
        times: chosen.chance(0.25) ? chosen.integer(3, 8) : 1,
      })),
    ),
    providerFaults: Array.from({ length: chosen.integer(0, 2) }, () => ({
      source: chosen.pick(["tiingo", "finnhub"]),
      kind: chosen.pick(providerFaultKinds),
      fromCall: chosen.integer(1, 4),
      times: chosen.integer(1, 3),
    })),
    mailFaults: Array.from({ length: chosen.chance(0.4) ? chosen.integer(1, 3) : 0 }, () =>
      chosen.pick(mailFaultKinds),
    ),
    duplicates: chosen.pick([0, 0.3, 1]),
  };
}

function person(chosen: Random, index: number): Person {
  const tickers = [...new Set(Array.from({ length: chosen.integer(1, 4) }, () => chosen.pick(symbols)))];
  return {
    id: `person-${index}`,
    email: `reader.${index}@${mailDomain}`,
    timezone: chosen.pick(zones),
    tickers: tickers.sort(),
    wantsDigest: chosen.chance(0.8),
    alertFor: chosen.chance(0.6) ? tickers[0] : undefined,
  };
}

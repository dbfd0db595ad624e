import type { Random } from "./random.ts";

/** How one source tells a story. */
export interface Telling {
  readonly headline: string;
  /** Milliseconds before the beginning of the round; each source has a clock of its own. */
  readonly publishedBefore: number;
}

/** A story of the world. The sources that tell it agree on everything but the headline's spelling and the time. */
export interface PlannedStory {
  readonly index: number;
  readonly description: string;
  /** Upper case; some may be watched by nobody. */
  readonly tickers: readonly string[];
  /** Run of ingestion from which on it is told, from 0. */
  readonly fromRun: number;
  readonly tiingo?: Telling;
  readonly finnhub?: Telling;
  /** How Tiingo spells times: with `Z`, with an offset, without a zone, with microseconds. */
  readonly timeFormat: (typeof timeFormats)[number];
  /** What makes it no article at all; such a story must not be stored. */
  readonly defect: (typeof defects)[number] | "none";
}

const timeFormats = ["zone", "offset", "no zone", "microseconds"] as const;
const defects = ["no headline", "empty headline", "long headline", "bad time"] as const;

/** Words that stand in every headline and every description of a plan, so that they can be searched for. */
export const headlineMarker = "Quoxalith";
export const descriptionMarker = "vexomundine";

const headlines = [
  "record profit beats every estimate",
  "plunges after fraud investigation and heavy losses",
  "announces the date of its annual meeting",
  "Ünïcödé 東京 gains 5.2% — “strong” growth 🚀",
  "السوق يرتفع warns of weak demand",
  "e\u0301clair \ud800 broken surrogate, upgraded",
  "½_x downgraded: misses & misses again",
] as const;

const descriptions = [
  "",
  "Shares surge on a strong outlook.",
  "A weak quarter, a lawsuit and a recall: shares fall sharply.",
  "Details follow. 👩‍👩‍👧‍👦 🇩🇪 ﷽ \u0000 \u2028 text.",
] as const;

const hour = 3_600_000;

export function plannedStory(
  chosen: Random,
  { index, watched, runs }: { index: number; watched: readonly [string, ...string[]]; runs: number },
): PlannedStory {
  const told = chosen.pick(["tiingo", "finnhub", "both", "both"]);
  const headline = `${headlineMarker} ${index} ${chosen.pick(headlines)}`;
  const publishedBefore = chosen.chance(0.85) ? chosen.integer(0, 4 * hour) : chosen.integer(0, 140 * hour);
  const skew = chosen.pick([0, 0, chosen.integer(-90_000, 90_000), chosen.integer(-2 * hour, 2 * hour)]);
  const spelled = chosen.chance(0.5) ? headline : `  ${headline.toUpperCase().replaceAll(" ", "  ")}!! `;
  return {
    index,
    description: descriptionOf(chosen),
    tickers: tickersOf(chosen, watched),
    fromRun: chosen.integer(0, runs - 1),
    ...(told === "finnhub" ? {} : { tiingo: { headline, publishedBefore } }),
    ...(told === "tiingo"
      ? {}
      : { finnhub: { headline: spelled, publishedBefore: Math.max(0, publishedBefore + skew) } }),
    timeFormat: chosen.pick(timeFormats),
    defect: chosen.chance(0.1) ? chosen.pick(defects) : "none",
  };
}

function descriptionOf(chosen: Random): string {
  const text = chosen.pick(descriptions);
  if (text === "") return text;
  const marked = `${descriptionMarker} ${text}`;
  // As large as a message may be: 256 KB in UTF-8.
  return chosen.chance(0.15) ? `${marked} ${"𝔩𝔬𝔫𝔤 ".repeat(20_000)}`.slice(0, 131_072) : marked;
}

function tickersOf(chosen: Random, watched: readonly [string, ...string[]]): readonly string[] {
  const own = new Set(Array.from({ length: chosen.integer(1, 3) }, () => chosen.pick(watched)));
  // More than one transaction takes.
  if (chosen.chance(0.1)) for (let letter = 0; letter < 14; letter++) own.add(`ZZ${String.fromCharCode(65 + letter)}`);
  return [...own].sort();
}

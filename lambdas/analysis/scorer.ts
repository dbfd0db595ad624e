import type { SentimentLabel } from "../shared/sentiment/items.ts";

/** What a text says about those it names. */
export interface Score {
  readonly label: SentimentLabel;
  /** How sure the label is, 0 to 1. */
  readonly confidence: number;
  /** Direction and strength: -1 (as bad as can be) to 1 (as good as can be). What buckets add up. */
  readonly polarity: number;
}

/** Turns text into a score: always the same for the same text and version. */
export interface Scorer {
  /** Stored with each score, so that scores of different models can be told apart. */
  readonly modelVersion: string;
  score(text: string): Score;
}

/** Confidence below which a text counts as neutral. */
const leastConfidence = 0.6;

/**
 * Puts the label on a polarity and a confidence. Both keep four decimals, which is what rows hold: buckets then add up
 * exactly.
 */
export function labelled(polarity: number, confidence: number): Score {
  const isClear = confidence >= leastConfidence && polarity !== 0;
  return {
    label: isClear ? (polarity > 0 ? "positive" : "negative") : "neutral",
    confidence: fourDecimals(confidence),
    polarity: fourDecimals(polarity),
  };
}

function fourDecimals(value: number): number {
  // Adding zero turns -0 into 0.
  return Math.round(value * 10_000) / 10_000 + 0;
}

import { lexiconScorer } from "../lambdas/analysis/lexicon/lexicon-scorer.ts";
import { clausesOf } from "../lambdas/analysis/lexicon/tokens.ts";
import { burdenWeights, movementWeights, opinionWeights } from "../lambdas/analysis/lexicon/words.ts";
import type { SentimentLabel } from "../lambdas/shared/sentiment/items.ts";
import { type AccuracyRow, accuracyOf, type Labeller } from "./accuracy.ts";

const words = new Map([...opinionWeights, ...movementWeights, ...burdenWeights]);

/** More good words or more bad ones: without weights, negations, phrases, and what a movement is about. */
function countWords(text: string): SentimentLabel {
  const difference = clausesOf(text)
    .flat()
    .reduce((sum, word) => sum + Math.sign(words.get(word) ?? 0), 0);
  if (difference === 0) return "neutral";
  return difference > 0 ? "positive" : "negative";
}

/** The scorer that is deployed, and what it has to be better than. */
const labellers: Readonly<Record<string, Labeller>> = {
  [`the scorer, ${lexiconScorer.modelVersion}`]: (text) => lexiconScorer.score(text).label,
  "its words, counted": countWords,
  "always neutral": () => "neutral",
};

/** Measures the scorer's labels on headlines whose labels are known: those that it was made with, and held-out ones. */
export function benchScorer(): readonly AccuracyRow[] {
  return (["heldOut", "development"] as const).flatMap((part) =>
    Object.entries(labellers).map(([name, label]) => accuracyOf(name, part, label)),
  );
}

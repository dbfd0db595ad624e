import { labelled, type Scorer } from "../scorer.ts";
import { clausesOf } from "./tokens.ts";
import { burdenWeights, movementWeights, negations, opinionWeights, phraseWeights, strengthFactors } from "./words.ts";

/** Raised whenever words or rules change: scores of two versions cannot be compared. */
const modelVersion = "lexicon-v1.0.0";

const phraseWords = 3;

/** How many words a negation and a strengthening word reach, and how far a movement is from what moves. */
const reach = { negation: 3, strength: 2, burden: 3 } as const;

/** A negated word says less than its opposite: `not good` is milder than `bad`. */
const negated = -0.7;

/** Sum of weights at which the polarity is about 0.7: one strong word makes a clear score, no text reaches 1. */
const saturation = 3;

/** A word, or a phrase in its place. `weight`: what it adds, were it alone. */
interface Term {
  readonly text: string;
  readonly kind: "opinion" | "movement" | "burden" | "other";
  readonly weight: number;
}

/**
 * Scores financial news by their words: good and bad ones, movements of good and bad things (`costs fall` is good),
 * negations and strengthening words. Polarity is the sum of all weights over the root of their number, bent into
 * -1 to 1; confidence grows with it from 0.5.
 */
export const lexiconScorer: Scorer = {
  modelVersion,
  score(text) {
    const weights = clausesOf(text).flatMap((clause) => weightsOf(termsOf(clause)));
    if (weights.length === 0) return labelled(0, 0.5);
    const strength = weights.reduce((sum, weight) => sum + weight, 0) / Math.sqrt(weights.length);
    const polarity = strength / Math.hypot(strength, saturation);
    return labelled(polarity, 0.5 + Math.abs(polarity) / 2);
  },
};

/** Finds the terms of a clause, the longest phrases first. */
function termsOf(words: readonly string[]): readonly Term[] {
  const terms: Term[] = [];
  for (let index = 0; index < words.length; ) {
    const { term, length } = phraseAt(words, index) ?? { term: termOf(words[index] ?? ""), length: 1 };
    terms.push(term);
    index += length;
  }
  return terms;
}

function phraseAt(
  words: readonly string[],
  index: number,
): { readonly term: Term; readonly length: number } | undefined {
  for (let length = phraseWords; length > 1; length--) {
    const text = words.slice(index, index + length).join(" ");
    const weight = phraseWeights.get(text);
    if (weight !== undefined) return { term: { text, kind: "opinion", weight }, length };
  }
  return undefined;
}

function termOf(text: string): Term {
  const movement = movementWeights.get(text);
  if (movement !== undefined) return { text, kind: "movement", weight: movement };
  const burden = burdenWeights.get(text);
  if (burden !== undefined) return { text, kind: "burden", weight: burden };
  const opinion = opinionWeights.get(text);
  return opinion === undefined ? { text, kind: "other", weight: 0 } : { text, kind: "opinion", weight: opinion };
}

/** What each term of a clause adds; terms that add nothing are left out. */
function weightsOf(terms: readonly Term[]): readonly number[] {
  const moved = new Map<number, number>();
  for (const [index, { kind }] of terms.entries()) {
    const burden = kind === "movement" ? nearestBurden(terms, index) : undefined;
    if (burden !== undefined) moved.set(index, burden);
  }
  const silent = new Set(moved.values());
  return terms.flatMap(({ weight }, index) => {
    if (weight === 0 || silent.has(index)) return [];
    const direction = moved.has(index) ? -1 : 1;
    return [weight * direction * strengthAround(terms, index) * negationBefore(terms, index)];
  });
}

/** Index of the burden that a movement is about: `costs rise`, `rising costs`. */
function nearestBurden(terms: readonly Term[], movement: number): number | undefined {
  for (let distance = 1; distance <= reach.burden; distance++) {
    for (const index of [movement - distance, movement + distance]) if (terms[index]?.kind === "burden") return index;
  }
  return undefined;
}

function strengthAround(terms: readonly Term[], index: number): number {
  const neighbours = [...terms.slice(Math.max(0, index - reach.strength), index), ...terms.slice(index + 1, index + 2)];
  return neighbours.reduce((factor, { text }) => factor * (strengthFactors.get(text) ?? 1), 1);
}

function negationBefore(terms: readonly Term[], index: number): number {
  const before = terms.slice(Math.max(0, index - reach.negation), index);
  return before.some(({ text }) => negations.has(text) || text.endsWith("n't")) ? negated : 1;
}

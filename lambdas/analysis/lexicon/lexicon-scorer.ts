import { labelled, type Scorer } from "../scorer.ts";
import { clausesOf } from "./tokens.ts";
import {
  assetWeights,
  barriers,
  burdenWeights,
  movementPhraseWeights,
  movementWeights,
  negations,
  opinionWeights,
  phraseWeights,
  reversals,
  strengthFactors,
} from "./words.ts";

/** Raised whenever words or rules change: scores of two versions cannot be compared. */
const modelVersion = "lexicon-v1.1.0";

const phraseWords = 3;

/** How many words a negation, a reversal and a strengthening word reach, and how far a movement is from what moves. */
const reach = { negation: 3, reversal: 3, strength: 2, subject: 4 } as const;

/** A negated word says less than its opposite: `not good` is milder than `bad`. */
const negated = -0.7;

/** Sum of weights at which the polarity is about 0.7: one strong word makes a clear score, no text reaches 1. */
const saturation = 3;

/** A word, or a phrase in its place. `weight`: what it adds, were it alone. */
interface Term {
  readonly text: string;
  readonly kind: "opinion" | "movement" | "asset" | "burden" | "other";
  readonly weight: number;
}

/**
 * Scores financial news by their words: good and bad ones, movements of good and bad things (`costs fall` is good),
 * negations, reversals and strengthening words. Polarity is the sum of all weights over the root of their number, bent into
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
    const movement = movementPhraseWeights.get(text);
    if (movement !== undefined) return { term: { text, kind: "movement", weight: movement }, length };
    const weight = phraseWeights.get(text);
    if (weight !== undefined) return { term: { text, kind: "opinion", weight }, length };
  }
  return undefined;
}

const wordWeights = [
  ["movement", movementWeights],
  ["burden", burdenWeights],
  ["asset", assetWeights],
  ["opinion", opinionWeights],
] as const;

function termOf(text: string): Term {
  for (const [kind, weights] of wordWeights) {
    const weight = weights.get(text);
    if (weight !== undefined) return { text, kind, weight };
  }
  return { text, kind: "other", weight: 0 };
}

/** What each term of a clause adds; terms that add nothing are left out. */
function weightsOf(terms: readonly Term[]): readonly number[] {
  const subjects = terms.map(({ kind }, index) => (kind === "movement" ? subjectOf(terms, index) : undefined));
  const silent = new Set(subjects);
  return terms.flatMap(({ weight }, index) => {
    if (weight === 0 || silent.has(index)) return [];
    const direction = terms[subjects[index] ?? -1]?.kind === "burden" ? -1 : 1;
    return [weight * direction * strengthAround(terms, index) * turnAround(terms, index)];
  });
}

/** Index of the burden or asset that a movement is about: `costs rise`, `slowing growth`; the nearest, then the first. */
function subjectOf(terms: readonly Term[], movement: number): number | undefined {
  const isOpen = { before: true, behind: true };
  for (let distance = 1; distance <= reach.subject; distance++) {
    const [before, behind] = [movement - distance, movement + distance];
    if (isOpen.before && isSubject(terms[before])) return before;
    if (isOpen.behind && isSubject(terms[behind])) return behind;
    isOpen.before &&= !barriers.both.has(terms[before]?.text ?? "");
    isOpen.behind &&= !barriers.both.has(terms[behind]?.text ?? "") && !barriers.forward.has(terms[behind]?.text ?? "");
  }
  return undefined;
}

function isSubject(term: Term | undefined): boolean {
  return term?.kind === "burden" || term?.kind === "asset";
}

function strengthAround(terms: readonly Term[], index: number): number {
  const neighbours = [...terms.slice(Math.max(0, index - reach.strength), index), ...terms.slice(index + 1, index + 2)];
  return neighbours.reduce((factor, { text }) => factor * (strengthFactors.get(text) ?? 1), 1);
}

function turnAround(terms: readonly Term[], index: number): number {
  const before = terms.slice(Math.max(0, index - reach.negation), index);
  const behind = terms.slice(index + 1, index + 1 + reach.reversal);
  const isNegated = before.some(({ text }) => negations.has(text) || text.endsWith("n't"));
  return (isNegated ? negated : 1) * (behind.some(({ text }) => reversals.has(text)) ? negated : 1);
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexiconScorer } from "../../../lambdas/analysis/lexicon/lexicon-scorer.ts";
import {
  assetWeights,
  burdenWeights,
  movementPhraseWeights,
  movementWeights,
  negations,
  opinionWeights,
  phraseWeights,
  reversals,
  strengthFactors,
} from "../../../lambdas/analysis/lexicon/words.ts";
import { labelled } from "../../../lambdas/analysis/scorer.ts";

const polarityOf = (text: string) => lexiconScorer.score(text).polarity;

describe("labels of headlines", () => {
  it.each([
    ["Apple beats expectations as iPhone sales surge", "positive"],
    ["Tesla shares plunge after profit warning", "negative"],
    ["Nvidia raises guidance, stock jumps 8%", "positive"],
    ["Retailer files for Chapter 11 bankruptcy protection", "negative"],
    ["Airline's losses narrow sharply", "positive"],
    ["Rising costs weigh on the carmaker", "negative"],
    ["Unemployment falls to the level of 2019", "positive"],
    ["Bank cuts forecast, warns of weak demand", "negative"],
    ["Revenue did not grow in the third quarter", "negative"],
    ["Drugmaker's results were better-than-expected", "positive"],
    ["Stock up 5.2% in early trading", "positive"],
    ["Chief executive steps down amid fraud probe", "negative"],
    ["Company to hold its annual meeting on Tuesday", "neutral"],
    ["Best Buy opens a store in Texas", "neutral"],
    ["Shares rise, but the outlook is weak", "neutral"],
    ["株価が上昇", "neutral"],
  ])("%s: %s", (headline, label) => {
    expect(lexiconScorer.score(headline).label).toBe(label);
  });
});

it.each(["", "   ", "\n", "?!", "🙂"])("a text without words is neutral, 0.5 (%j)", (text) => {
  expect(lexiconScorer.score(text)).toEqual({ label: "neutral", confidence: 0.5, polarity: 0 });
});

it("confidence below 0.6 is neutral, from 0.6 on the sign decides", () => {
  expect(labelled(0.5, 0.5999).label).toBe("neutral");
  expect(labelled(0.5, 0.6).label).toBe("positive");
  expect(labelled(-0.5, 0.6).label).toBe("negative");
  expect(labelled(0, 0.9).label).toBe("neutral");
});

it("strengthening words strengthen, weakening words weaken, before the word and after it", () => {
  expect(polarityOf("shares sharply fell")).toBeLessThan(polarityOf("shares fell"));
  expect(polarityOf("shares fell sharply")).toBeLessThan(polarityOf("shares fell"));
  expect(polarityOf("shares fell slightly")).toBeGreaterThan(polarityOf("shares fell"));
});

it("a negation reaches three words and no further than the end of the clause", () => {
  expect(polarityOf("growth is not in any way strong")).toBeGreaterThan(0);
  expect(polarityOf("it isn’t a strong quarter")).toBeLessThan(0);
  expect(polarityOf("they did not. Strong quarter")).toBeGreaterThan(0);
});

it("a negation turns every good or bad word around, and weakens it", () => {
  for (const [word, weight] of opinionWeights) {
    const alone = polarityOf(word);
    const turned = polarityOf(`not ${word}`);
    expect([word, Math.sign(alone)]).toEqual([word, Math.sign(weight)]);
    expect([word, Math.sign(turned)]).toEqual([word, -Math.sign(weight)]);
    expect(Math.abs(turned)).toBeLessThan(Math.abs(alone));
  }
});

it("every movement of a burden means the opposite of the movement alone", () => {
  for (const [movement, weight] of movementWeights) {
    for (const burden of burdenWeights.keys()) {
      expect([movement, burden, Math.sign(polarityOf(`${burden} ${movement}`))]).toEqual([
        movement,
        burden,
        -Math.sign(weight),
      ]);
    }
  }
});

it("no word stands in two lists of weights", () => {
  const words = [opinionWeights, movementWeights, assetWeights, burdenWeights, strengthFactors].flatMap((list) => [
    ...list.keys(),
  ]);

  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

const anyWord = fc.constantFrom(
  ...opinionWeights.keys(),
  ...movementWeights.keys(),
  ...assetWeights.keys(),
  ...burdenWeights.keys(),
  ...movementPhraseWeights.keys(),
  ...phraseWeights.keys(),
  ...strengthFactors.keys(),
  ...negations,
);
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .array(fc.oneof(anyWord, fc.constantFrom(",", ".", "the", "42")), { maxLength: 60 })
    .map((words) => words.join(" ")),
);

it("every text has a polarity from -1 to 1, a confidence from 0 to 1 and a label that fits both, the same each time", () => {
  const property = fc.property(anyText, (text) => {
    const { label, confidence, polarity } = lexiconScorer.score(text);

    expect(Math.abs(polarity)).toBeLessThanOrEqual(1);
    expect(confidence).toBeGreaterThanOrEqual(0.5);
    expect(confidence).toBeLessThanOrEqual(1);
    expect(Number(polarity.toFixed(4))).toBe(polarity);
    if (label !== "neutral") expect(Math.sign(polarity)).toBe(label === "positive" ? 1 : -1);
    expect(lexiconScorer.score(text.toUpperCase().toLowerCase())).toEqual(lexiconScorer.score(text.toLowerCase()));
    expect(lexiconScorer.score(text)).toEqual({ label, confidence, polarity });
  });

  fc.assert(property, { numRuns: 300 });
});

it("takes no more than linear time", () => {
  const long = "not ".repeat(2_000) + "it's ".repeat(2_000) + "a.".repeat(4_000);
  const started = performance.now();

  lexiconScorer.score(long);

  expect(performance.now() - started).toBeLessThan(1_000);
});

it("a movement says nothing about what stands behind a preposition or belongs to another statement", () => {
  expect(polarityOf("Shares fall on inflation")).toBeLessThan(0);
  expect(polarityOf("Shares rise as costs")).toBeGreaterThan(0);
  expect(polarityOf("Inflation falls")).toBeGreaterThan(0);
  expect(polarityOf("Costs in July fell")).toBeGreaterThan(0);
});

it("a good thing that falls is as bad as the fall alone", () => {
  for (const asset of assetWeights.keys()) expect(polarityOf(`${asset} falls`)).toBe(polarityOf("falls"));
});

it("less than expected turns what stands before it around", () => {
  for (const reversal of reversals)
    expect([reversal, polarityOf(`sales fall ${reversal}`) > 0]).toEqual([reversal, true]);
});

it("every phrase that turns something around is known as a phrase", () => {
  const phrases = [...reversals, ...negations].filter((text) => text.includes(" "));

  expect(phrases.filter((text) => !phraseWeights.has(text))).toEqual([]);
});

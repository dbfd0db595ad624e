import { type SentimentLabel, sentimentLabels } from "../lambdas/shared/sentiment/items.ts";
import { type HeadlinePart, headlines } from "./headlines.ts";

/** How well one label is found, 0 to 1 each. */
export interface LabelAccuracy {
  /** Share of the texts given this label that deserve it; absent where no text was given it. */
  readonly precision?: number;
  /** Share of the texts that deserve this label that were given it. */
  readonly recall: number;
}

/** How well one way to label does on one part of the headlines. */
export interface AccuracyRow {
  readonly name: string;
  readonly part: HeadlinePart;
  readonly headlines: number;
  /** Share of the texts with the right label, 0 to 1. */
  readonly accuracy: number;
  readonly labels: Readonly<Record<SentimentLabel, LabelAccuracy>>;
}

export type Labeller = (text: string) => SentimentLabel;

/** Labels every headline of a part and counts what is right. */
export function accuracyOf(name: string, part: HeadlinePart, label: Labeller): AccuracyRow {
  const results = sentimentLabels.flatMap((right) =>
    headlines[part][right].map((text) => ({ right, given: label(text) })),
  );
  const share = (all: typeof results) => all.filter(({ right, given }) => right === given).length / all.length;
  const labelAccuracy = (each: SentimentLabel): LabelAccuracy => {
    const given = results.filter((result) => result.given === each);
    const recall = share(results.filter(({ right }) => right === each));
    return given.length === 0 ? { recall } : { precision: share(given), recall };
  };
  return {
    name,
    part,
    headlines: results.length,
    accuracy: share(results),
    labels: {
      positive: labelAccuracy("positive"),
      neutral: labelAccuracy("neutral"),
      negative: labelAccuracy("negative"),
    },
  };
}

import * as z from "zod/mini";
import type { NewsSource } from "../shared/sentiment/items.ts";
import { normalizeHeadline } from "../shared/sentiment/story.ts";

/** One article as a source delivers it, in one form for all sources. */
export interface Article {
  readonly source: NewsSource;
  /** Identity within the source. */
  readonly id: string;
  /** Holds at least one letter or digit: stories are told apart by it. */
  readonly headline: string;
  /** Empty where the source gives none. */
  readonly description: string;
  /** Empty where the source gives none. */
  readonly url: string;
  readonly publisher?: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly publishedAt: string;
  /** Upper case, each once, sorted. */
  readonly tickers: readonly string[];
}

/**
 * Bound on every short text of an article. A row takes 400 KB in DynamoDB: an article that did not fit would fail each
 * run for a week.
 */
const shortTextCharacters = 2_048;

/** A text without halves of surrogate pairs, which UTF-8 cannot hold. */
const anyText = z.string().check(z.overwrite((value) => value.replace(/\p{Surrogate}/gu, "\ufffd")));
const shortText = anyText.check(z.maxLength(shortTextCharacters));

/** Schemas of the fields that sources name differently but fill alike. */
export const articleFields = {
  id: z.union([z.int(), shortText.check(z.minLength(1))]),
  headline: shortText.check(z.refine((value) => normalizeHeadline(value) !== "")),
  description: z.nullish(anyText),
  url: z.nullish(shortText),
  publisher: z.nullish(shortText),
} as const;

/** End of the year 9999: later times have more digits and would sort wrongly. */
const latestInstant = 253_402_300_800_000;

/** An instant in the one form that rows are keyed and sorted by; undefined before 1970 and after 9999. */
export function timeText(epochMilliseconds: number): string | undefined {
  const isValid = epochMilliseconds > 0 && epochMilliseconds < latestInstant;
  return isValid ? new Date(epochMilliseconds).toISOString() : undefined;
}

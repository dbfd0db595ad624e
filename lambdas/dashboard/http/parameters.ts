import * as z from "zod/mini";
import { resolutionNames } from "../../shared/sentiment/resolutions.ts";
import { tickerForm } from "../../shared/sentiment/tickers.ts";

const tickerExpected = "a ticker of 1 to 5 letters";

/** A ticker in any case; becomes upper case. */
export const ticker = z.string(tickerExpected).check(z.trim(), z.toUpperCase(), z.regex(tickerForm, tickerExpected));

/** Tickers separated by commas; each is kept once. */
export function tickerList(maximum: number) {
  const expected = `1 to ${maximum} tickers of 1 to 5 letters, separated by commas`;
  const text = z.string(expected);
  const split = z.transform((value: string) => [
    ...new Set(value.split(",").map((symbol) => symbol.trim().toUpperCase())),
  ]);
  const fits = (symbols: readonly string[]) =>
    symbols.length <= maximum && symbols.every((symbol) => tickerForm.test(symbol));
  return z.pipe(z.pipe(text, split), z.array(z.string()).check(z.refine(fits, expected)));
}

/** A whole number between two bounds, both included. */
export function wholeNumber(minimum: number, maximum: number) {
  const expected = `a whole number from ${minimum} to ${maximum}`;
  const fits = (text: string) => /^\d{1,9}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum;
  return z.pipe(z.string(expected).check(z.refine(fits, expected)), z.transform(Number));
}

const instantForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const instantExpected = "a date, or a time with its zone, as in 2026-01-05T14:30:00Z";

/** A date (midnight UTC) or a time with its zone; becomes epoch milliseconds. */
export const instant = z.pipe(
  z.string(instantExpected).check(z.refine((text) => instantForm.test(text) && Date.parse(text) >= 0, instantExpected)),
  z.transform((text: string) => Date.parse(text)),
);

/** Width of a bucket. */
export const resolution = z.enum(resolutionNames, `one of ${resolutionNames.join(", ")}`);

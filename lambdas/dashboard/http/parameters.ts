import * as z from "zod/mini";
import { resolutionNames } from "../../shared/sentiment/resolutions.ts";
import { tickerForm } from "../../shared/sentiment/tickers.ts";
import { means } from "./meaning.ts";

const tickerExpected = "a ticker of 1 to 5 letters";
const sentTicker = { type: "string", pattern: "^[A-Za-z]{1,5}$" };

/** A ticker in any case; becomes upper case. */
export const ticker = means(
  z.string(tickerExpected).check(z.trim(), z.toUpperCase(), z.regex(tickerForm, tickerExpected)),
  { description: "Ticker, in any case.", examples: ["AAPL"], sent: sentTicker },
);

/** Tickers separated by commas; each is kept once. */
export function tickerList(maximum: number) {
  const expected = `1 to ${maximum} tickers of 1 to 5 letters, separated by commas`;
  const text = z.string(expected);
  const split = z.transform((value: string) => [
    ...new Set(value.split(",").map((symbol) => symbol.trim().toUpperCase())),
  ]);
  const fits = (symbols: readonly string[]) =>
    symbols.length <= maximum && symbols.every((symbol) => tickerForm.test(symbol));
  return means(z.pipe(z.pipe(text, split), z.array(z.string()).check(z.refine(fits, expected))), {
    description: "Tickers, in any case.",
    examples: [["AAPL", "MSFT"]],
    sent: { type: "array", minItems: 1, maxItems: maximum, items: sentTicker },
  });
}

/** A whole number between two bounds, both included. */
export function wholeNumber(minimum: number, maximum: number) {
  const expected = `a whole number from ${minimum} to ${maximum}`;
  const fits = (text: string) => /^\d{1,9}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum;
  return means(z.pipe(z.string(expected).check(z.refine(fits, expected)), z.transform(Number)), {
    sent: { type: "integer", minimum, maximum },
  });
}

const instantForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const instantExpected = "a date, or a time with its zone, as in 2026-01-05T14:30:00Z";

/** A date (midnight UTC) or a time with its zone; becomes epoch milliseconds. */
export const instant = means(
  z.pipe(
    z
      .string(instantExpected)
      .check(z.refine((text) => instantForm.test(text) && Date.parse(text) >= 0, instantExpected)),
    z.transform((text: string) => Date.parse(text)),
  ),
  {
    description: "A date, which means its midnight in UTC, or a time with its zone.",
    examples: ["2026-01-05T14:30:00Z", "2026-01-05"],
    sent: { type: "string", pattern: instantForm.source },
  },
);

const dateExpected = "a day as in 2026-01-05";

/** A day of the calendar since 1970. */
export const calendarDate = means(z.string(dateExpected).check(z.refine(isCalendarDate, dateExpected)), {
  examples: ["2026-01-05"],
  sent: { type: "string", format: "date" },
});

function isCalendarDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return time >= 0 && new Date(time).toISOString().startsWith(text);
}

/** Width of a bucket. */
export const resolution = z.enum(resolutionNames, `one of ${resolutionNames.join(", ")}`);

const identifierExpected = "an id of 1 to 64 letters, digits, _ and -";

/** Id of something that belongs to a person. */
export const identifier = z.string(identifierExpected).check(z.regex(/^[\w-]{1,64}$/, identifierExpected));

/** A moment in an answer: ISO 8601, UTC, milliseconds. */
export const moment = means(z.string(), {
  examples: ["2026-01-05T14:30:00.000Z"],
  sent: { type: "string", format: "date-time" },
});

/** A polarity in an answer. */
export const polarity = z.number().check(z.gte(-1), z.lte(1));

/** A share in an answer. */
export const share = z.number().check(z.gte(0), z.lte(1));

import { type CalendarDate, plusDays } from "../market/holidays.ts";
import { type CandleWidth, candleWidths } from "./candles.ts";

/** Named lengths of time, in days. */
export const priceRanges = { "1W": 7, "1M": 30, "3M": 90, "6M": 180, "1Y": 365 } as const;

export const priceRangeNames = ["1W", "1M", "3M", "6M", "1Y"] as const satisfies readonly (keyof typeof priceRanges)[];

export interface AskedRange {
  readonly range: keyof typeof priceRanges;
  readonly start?: CalendarDate | undefined;
  readonly end?: CalendarDate | undefined;
}

/**
 * The days that candles are asked for, both included: up to `today` where no end is given, as long as the range where no
 * start is. A start that is further away than candles of that width may be asked for is moved forward.
 */
export function daysOf(
  { range, start, end }: AskedRange,
  width: CandleWidth,
  today: CalendarDate,
): { readonly start: CalendarDate; readonly end: CalendarDate } {
  const last = end === undefined || end > today ? today : end;
  const first = start ?? plusDays(last, -priceRanges[range]);
  const earliest = plusDays(last, -candleWidths[width].maximumDays);
  return { start: first < earliest ? earliest : first, end: last };
}

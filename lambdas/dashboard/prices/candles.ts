import * as z from "zod/mini";
import { means } from "../http/meaning.ts";
import type { BodyOf } from "../http/route.ts";

/** Widths of candles: how Tiingo calls each, how long a time may be asked for, and how long an answer is kept. */
export const candleWidths = {
  "1": { tiingo: "1min", maximumDays: 7, keepSeconds: 300 },
  "5": { tiingo: "5min", maximumDays: 30, keepSeconds: 900 },
  "15": { tiingo: "15min", maximumDays: 90, keepSeconds: 900 },
  "30": { tiingo: "30min", maximumDays: 90, keepSeconds: 900 },
  "60": { tiingo: "1hour", maximumDays: 180, keepSeconds: 1800 },
  D: { tiingo: "daily", maximumDays: 365, keepSeconds: 3600 },
} as const;

/** Minutes, or `D` for days. */
export type CandleWidth = keyof typeof candleWidths;

export const candleWidthNames = ["1", "5", "15", "30", "60", "D"] as const satisfies readonly CandleWidth[];

export const candle = z.strictObject({
  date: means(z.string(), {
    description: "Day of the exchange; within a day, begin of the candle in UTC.",
    examples: ["2026-01-05", "2026-01-05T14:30:00.000Z"],
  }),
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: means(z.number().check(z.gte(0)), "Shares; within a day those that were traded on IEX alone."),
});

/** Prices as they were paid, not adjusted for splits and dividends. */
export type Candle = BodyOf<typeof candle>;

/** Candles of whole days of the exchange, both included: `2026-01-05`. */
export interface CandleRequest {
  readonly ticker: string;
  readonly width: CandleWidth;
  readonly start: string;
  readonly end: string;
}

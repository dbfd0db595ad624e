import * as z from "zod/mini";
import { means } from "../http/meaning.ts";
import { moment } from "../http/parameters.ts";
import type { BodyOf } from "../http/route.ts";
import { type CalendarDate, closesEarly, holidayOn, isTradingDay, isWeekend, plusDays } from "./holidays.ts";

/** State of the New York Stock Exchange at a moment. */
export const marketState = z.strictObject({
  status: z.enum(["open", "closed"]),
  exchange: z.literal("NYSE"),
  current_time: moment,
  market_open: means(z.nullable(moment), "Begin of the day's regular hours; null where it has none."),
  market_close: means(z.nullable(moment), "End of the day's regular hours; null where it has none."),
  next_open: means(moment, "The next time that regular hours begin."),
  reason: means(z.nullable(z.string()), "Why it is closed; null while it is open."),
  is_extended_hours: means(
    z.boolean(),
    "Whether trading goes on outside of regular hours: from 04:00 in New York, and four hours after the close.",
  ),
  is_holiday: z.boolean(),
  holiday_name: z.nullable(z.string()),
});
export type MarketStatus = BodyOf<typeof marketState>;

/** Epoch milliseconds. */
interface TradingHours {
  readonly early: number;
  readonly open: number;
  readonly close: number;
  readonly late: number;
}

const timeZone = "America/New_York";
const hourMilliseconds = 3_600_000;
const hours = { early: 4, open: 9.5, close: 16, earlyClose: 13, afterClose: 4 } as const;

/** Sweden writes dates as ISO 8601 does. */
const dateFormat = new Intl.DateTimeFormat("sv-SE", { timeZone });
const hourFormat = new Intl.DateTimeFormat("en-US", { timeZone, hour: "2-digit", hourCycle: "h23" });

/** The day that it is in New York at a moment in epoch milliseconds. */
export function newYorkDate(now: number): CalendarDate {
  return dateFormat.format(now);
}

/** `now` is in epoch milliseconds. */
export function marketStatus(now: number): MarketStatus {
  const today = newYorkDate(now);
  const trading = tradingHours(today);
  const open = trading !== undefined && now >= trading.open && now < trading.close;
  const holiday = holidayOn(today);
  return {
    status: open ? "open" : "closed",
    exchange: "NYSE",
    current_time: iso(now),
    market_open: trading === undefined ? null : iso(trading.open),
    market_close: trading === undefined ? null : iso(trading.close),
    next_open: iso(nextOpen(today, now)),
    reason: open ? null : reasonOf(today, trading, now),
    is_extended_hours: !open && trading !== undefined && now >= trading.early && now < trading.late,
    is_holiday: holiday !== undefined,
    holiday_name: holiday ?? null,
  };
}

function reasonOf(today: CalendarDate, trading: TradingHours | undefined, now: number): string {
  if (trading !== undefined) return now < trading.open ? "before regular hours" : "after regular hours";
  return isWeekend(today) ? "weekend" : "holiday";
}

function tradingHours(date: CalendarDate): TradingHours | undefined {
  if (!isTradingDay(date)) return undefined;
  const close = closesEarly(date) ? hours.earlyClose : hours.close;
  const at = (hour: number) => Date.parse(date) + (hour - newYorkOffsetHours(date)) * hourMilliseconds;
  return { early: at(hours.early), open: at(hours.open), close: at(close), late: at(close + hours.afterClose) };
}

/** Hours that New York is ahead of UTC, so -5 or -4. Clocks change on Sundays, so that one value holds all trading day. */
function newYorkOffsetHours(date: CalendarDate): number {
  const noon = 12;
  return Number(hourFormat.format(Date.parse(date) + noon * hourMilliseconds)) - noon;
}

function nextOpen(from: CalendarDate, now: number): number {
  const trading = tradingHours(from);
  return trading !== undefined && trading.open > now ? trading.open : nextOpen(plusDays(from, 1), now);
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

import { describe, expect, it } from "vitest";
import { closesEarly, holidayOn, isTradingDay } from "../../../lambdas/dashboard/market/holidays.ts";
import { marketStatus } from "../../../lambdas/dashboard/market/market-status.ts";

/** Days on which the exchange was or will be closed, as it published them. */
const published = {
  2021: ["01-01", "01-18", "02-15", "04-02", "05-31", "07-05", "09-06", "11-25", "12-24"],
  2022: ["01-17", "02-21", "04-15", "05-30", "06-20", "07-04", "09-05", "11-24", "12-26"],
  2023: ["01-02", "01-16", "02-20", "04-07", "05-29", "06-19", "07-04", "09-04", "11-23", "12-25"],
  2024: ["01-01", "01-15", "02-19", "03-29", "05-27", "06-19", "07-04", "09-02", "11-28", "12-25"],
  2026: ["01-01", "01-19", "02-16", "04-03", "05-25", "06-19", "07-03", "09-07", "11-26", "12-25"],
  2027: ["01-01", "01-18", "02-15", "03-26", "05-31", "06-18", "07-05", "09-06", "11-25", "12-24"],
};

/** Days on which it closed or will close at 13:00. */
const publishedEarly = {
  2023: ["07-03", "11-24"],
  2024: ["07-03", "11-29", "12-24"],
  2025: ["07-03", "11-28", "12-24"],
  2026: ["11-27", "12-24"],
  2027: ["11-26"],
};

function daysOf(year: string): readonly string[] {
  const first = Date.UTC(Number(year), 0, 1);
  return Array.from({ length: 366 }, (_, day) => new Date(first + day * 86_400_000).toISOString().slice(0, 10)).filter(
    (date) => date.startsWith(year),
  );
}

describe("days of the New York Stock Exchange", () => {
  it.each(Object.entries(published))("holidays of %s are those that it published", (year, expected) => {
    const found = daysOf(year).filter((date) => holidayOn(date) !== undefined);

    expect(found).toEqual(expected.map((day) => `${year}-${day}`));
  });

  it.each(Object.entries(publishedEarly))("early closes of %s are those that it published", (year, expected) => {
    const found = daysOf(year).filter(closesEarly);

    expect(found).toEqual(expected.map((day) => `${year}-${day}`));
  });

  it.each(Object.keys(published))("%s has 250 to 253 trading days", (year) => {
    const count = daysOf(year).filter(isTradingDay).length;

    expect(count).toBeGreaterThanOrEqual(250);
    expect(count).toBeLessThanOrEqual(253);
  });
});

describe("market status", () => {
  it.each([
    ["a minute before the open", "2026-01-07T14:29:59.999Z", "closed", "before regular hours", true],
    ["the open", "2026-01-07T14:30:00.000Z", "open", null, false],
    ["the last moment", "2026-01-07T20:59:59.999Z", "open", null, false],
    ["the close", "2026-01-07T21:00:00.000Z", "closed", "after regular hours", true],
    ["20:00 in New York", "2026-01-08T01:00:00.000Z", "closed", "after regular hours", false],
    ["03:59 in New York", "2026-01-07T08:59:59.999Z", "closed", "before regular hours", false],
    ["04:00 in New York", "2026-01-07T09:00:00.000Z", "closed", "before regular hours", true],
    ["the open in summer", "2026-07-08T13:30:00.000Z", "open", null, false],
    ["after an early close", "2026-12-24T18:00:00.000Z", "closed", "after regular hours", true],
    ["a Saturday", "2026-01-10T16:00:00.000Z", "closed", "weekend", false],
    ["Christmas", "2026-12-25T16:00:00.000Z", "closed", "holiday", false],
  ])("at %s (%s) it is %s", (_, instant, status, reason, is_extended_hours) => {
    const found = marketStatus(Date.parse(instant));

    expect(found).toMatchObject({ status, reason, is_extended_hours, current_time: instant });
  });

  it("names the holiday and the next open, over a weekend", () => {
    const found = marketStatus(Date.parse("2026-12-25T16:00:00.000Z"));

    expect(found).toEqual({
      status: "closed",
      exchange: "NYSE",
      current_time: "2026-12-25T16:00:00.000Z",
      market_open: null,
      market_close: null,
      next_open: "2026-12-28T14:30:00.000Z",
      reason: "holiday",
      is_extended_hours: false,
      is_holiday: true,
      holiday_name: "Christmas Day",
    });
  });

  it.each([
    ["2026-01-07T14:30:00.000Z", "2026-01-08T14:30:00.000Z"],
    ["2026-03-06T22:00:00.000Z", "2026-03-09T13:30:00.000Z"],
    ["2026-10-30T21:00:00.000Z", "2026-11-02T14:30:00.000Z"],
  ])("after %s the next open is %s, also where clocks change in between", (instant, next_open) => {
    expect(marketStatus(Date.parse(instant)).next_open).toBe(next_open);
  });
});

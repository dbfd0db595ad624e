/** A day in New York as `2026-01-05`. */
export type CalendarDate = string;

const dayMilliseconds = 86_400_000;
const monday = 1;
const thursday = 4;
const saturday = 6;
const sunday = 0;

/** A rule gives the day of a year on which the exchange is closed, or nothing. Months count from 1. */
interface Holiday {
  readonly name: string;
  dayIn(year: number): CalendarDate | undefined;
}

/**
 * Days on which the New York Stock Exchange is closed (NYSE Rule 7.2). Closures that no rule tells, such as days of
 * mourning, are not among them.
 */
const holidays: readonly Holiday[] = [
  // On a Saturday it is not observed at all, and no day of its own year is: the Friday before belongs to the old year.
  { name: "New Year's Day", dayIn: (year) => observed(year, 1, 1) },
  { name: "Martin Luther King Jr. Day", dayIn: (year) => nth(3, monday, year, 1) },
  { name: "Washington's Birthday", dayIn: (year) => nth(3, monday, year, 2) },
  { name: "Good Friday", dayIn: (year) => plusDays(easterSunday(year), -2) },
  { name: "Memorial Day", dayIn: (year) => lastMondayOfMay(year) },
  { name: "Juneteenth", dayIn: (year) => (year < 2022 ? undefined : observed(year, 6, 19)) },
  { name: "Independence Day", dayIn: (year) => observed(year, 7, 4) },
  { name: "Labor Day", dayIn: (year) => nth(1, monday, year, 9) },
  { name: "Thanksgiving Day", dayIn: (year) => nth(4, thursday, year, 11) },
  { name: "Christmas Day", dayIn: (year) => observed(year, 12, 25) },
];

/** Name of the holiday for which the exchange is closed on a day. */
export function holidayOn(date: CalendarDate): string | undefined {
  return holidays.find(({ dayIn }) => dayIn(yearOf(date)) === date)?.name;
}

/** Whether the exchange is open at all on a day. */
export function isTradingDay(date: CalendarDate): boolean {
  return !isWeekend(date) && holidayOn(date) === undefined;
}

export function isWeekend(date: CalendarDate): boolean {
  return weekday(date) === saturday || weekday(date) === sunday;
}

/** Whether trading ends at 13:00: on the day after Thanksgiving, on Christmas Eve and on 3 July, if they are trading days. */
export function closesEarly(date: CalendarDate): boolean {
  const year = yearOf(date);
  return (
    isTradingDay(date) &&
    (date === plusDays(nth(4, thursday, year, 11), 1) || date === dateOf(year, 12, 24) || date === dateOf(year, 7, 3))
  );
}

/** The day that many days later. */
export function plusDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(date) + days * dayMilliseconds).toISOString().slice(0, 10);
}

function dateOf(year: number, month: number, day: number): CalendarDate {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

function weekday(date: CalendarDate): number {
  return new Date(date).getUTCDay();
}

/** Saturdays are observed on the Friday before, Sundays on the Monday after. */
function observed(year: number, month: number, day: number): CalendarDate {
  const date = dateOf(year, month, day);
  if (weekday(date) === saturday) return plusDays(date, -1);
  return weekday(date) === sunday ? plusDays(date, 1) : date;
}

/** The nth of a weekday in a month. */
function nth(count: number, day: number, year: number, month: number): CalendarDate {
  const first = dateOf(year, month, 1);
  return plusDays(first, ((day - weekday(first) + 7) % 7) + (count - 1) * 7);
}

function lastMondayOfMay(year: number): CalendarDate {
  const last = dateOf(year, 5, 31);
  return plusDays(last, -((weekday(last) - monday + 7) % 7));
}

/** Gregorian computus (Meeus, Jones and Butcher). */
function easterSunday(year: number): CalendarDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const correction = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + correction + 15) % 30;
  const moon = epact - Math.floor((golden + 11 * epact) / 319);
  const shift = (2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - (yearOfCentury % 4) - moon + 32) % 7;
  const month = Math.floor((moon + shift + 90) / 25);
  return dateOf(year, month, (moon + shift + month + 19) % 32);
}

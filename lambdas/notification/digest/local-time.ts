/** An instant as a clock and a calendar in one place show it. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** 0 to 23 */
  readonly hour: number;
  /** Month and day of the month, such as `January 05`. */
  readonly day: string;
}

/**
 * @param zone IANA name of a time zone.
 * @throws RangeError where there is no such zone.
 */
export function localTime(instant: Date, zone: string): LocalTime {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const month = new Intl.DateTimeFormat("en-US", { timeZone: zone, month: "long" }).format(instant);
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    hour: Number(part.hour),
    day: `${month} ${part.day}`,
  };
}

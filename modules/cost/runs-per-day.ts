const perDay: Readonly<Record<string, number>> = { minute: 1_440, hour: 24, day: 1 };

/** Runs a day of an EventBridge schedule. Fixed times (`cron`) count on every day, also those that come on some alone. */
export function runsPerDay(expression: string): number {
  const [, count, unit = ""] = /^rate\((\d+) (\w+?)s?\)$/.exec(expression) ?? [];
  if (count !== undefined) return (perDay[unit] ?? 1) / Number(count);
  const [, minutes = "0", hours = "0"] = /^cron\((\S+) (\S+) /.exec(expression) ?? [];
  return valuesOf(minutes, 60) * valuesOf(hours, 24);
}

/** How many values a field of a cron expression stands for. */
function valuesOf(field: string, all: number): number {
  return field
    .split(",")
    .map((part) => {
      const [range = "", step = "1"] = part.split("/");
      const [first = "0", last] = range.split("-");
      const begin = first === "*" ? 0 : Number(first);
      const end = last === undefined ? (part.includes("/") || first === "*" ? all - 1 : begin) : Number(last);
      return Math.floor((end - begin) / Number(step)) + 1;
    })
    .reduce((sum, count) => sum + count, 0);
}

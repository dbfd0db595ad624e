/**
 * Whether a schedule of EventBridge comes in a minute (epoch minutes, UTC): `rate(5 minutes)`, `cron(0 * * * ? *)`.
 *
 * @throws Error where it is written in another way.
 */
export function isDue(expression: string, minute: number): boolean {
  const [, count, unit = ""] = /^rate\((\d+) (minute|hour)s?\)$/.exec(expression) ?? [];
  if (count !== undefined) return minute % (Number(count) * (unit === "hour" ? 60 : 1)) === 0;
  const [, ofHour] = /^cron\((\d+) \* \* \* \? \*\)$/.exec(expression) ?? [];
  if (ofHour !== undefined) return minute % 60 === Number(ofHour);
  throw new Error(`Nobody here knows when ${expression} comes`);
}

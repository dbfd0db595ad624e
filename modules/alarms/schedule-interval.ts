import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";

const unitSeconds: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };

/**
 * Seconds between two runs of a function that nothing but schedules invokes; undefined where something else does. Fixed
 * times (`cron`) count as a day: nobody knows how far apart they are.
 */
export function scheduleInterval({ triggers }: LambdaContract): number | undefined {
  const intervals = triggers.map((trigger) => {
    if (trigger.kind !== "schedule") return undefined;
    const [, count, unit = ""] = /^rate\((\d+) (\w+?)s?\)$/.exec(trigger.expression) ?? [];
    return count === undefined ? 86_400 : Number(count) * (unitSeconds[unit] ?? 86_400);
  });
  const known = intervals.filter((interval) => interval !== undefined);
  return known.length > 0 && known.length === intervals.length ? Math.min(...known) : undefined;
}

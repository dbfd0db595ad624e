import { at, minutesOfDay } from "./clock.ts";
import type { Conditions } from "./conditions.ts";
import { random } from "./random.ts";

/** What happens in a healthy week although nothing is wrong. */
export interface Week {
  /** Whether no source has anything new: 40 minutes of one night. */
  isSilent(minute: number): boolean;
  /** Whether there are four times as many stories as usual: two afternoons. */
  isBurst(minute: number): boolean;
  /** Whether new versions of all functions begin in this minute. */
  isDeploy(minute: number): boolean;
  /** What does not go well, and is made up for without anybody's help. */
  conditionsAt(minute: number): Conditions;
}

/** @param seed chooses the times. */
export function healthyWeek(seed: string): Week {
  const chance = random(seed, "week");
  const silence = at(Math.floor(chance.between(0, 7)), 3) + Math.floor(chance.between(0, 60));
  const bursts = [at(1, 14), at(3, 19)].map((begin) => begin + Math.floor(chance.between(0, 60)));
  const deploy = at(2, 9) + Math.floor(chance.between(0, 120));
  const moment = () => Math.floor(chance.between(0, 7 * minutesOfDay));
  // The attempt after a failed one succeeds: the platform repeats it, or the next run makes up for it.
  const incidents = new Map<number, Conditions>([
    [moment(), { failing: { metrics: 1 } }],
    [Math.floor(moment() / 5) * 5, { failing: { ingestion: 1 } }],
    ...[at(0, 15), at(2, 16), at(4, 17)].map((run): [number, Conditions] => [run, { failing: { analysis: 1 } }]),
    [at(3, 5), { failing: { notification: 1 } }],
    [deploy + 1, { refused: { dashboard: 0.5 } }],
    [deploy, { switchedOff: { metrics: true } }],
  ]);
  return {
    isSilent: (minute) => minute >= silence && minute < silence + 40,
    isBurst: (minute) => bursts.some((begin) => minute >= begin && minute < begin + 90),
    isDeploy: (minute) => minute === deploy,
    conditionsAt: (minute) => incidents.get(minute) ?? {},
  };
}

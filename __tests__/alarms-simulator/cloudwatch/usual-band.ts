import { hourOf, isWeekend, minutesOfHour } from "../system/clock.ts";
import type { Band } from "./simulate.ts";
import type { Minutes } from "./statistics.ts";

/**
 * Stands in for the band that CloudWatch learns from the past: for each hour of a working day and of a day at the weekend, the
 * mean of that hour and how far single ones were away from it. CloudWatch's own model is not published.
 *
 * @param valueAt the metric's value in a minute of the past.
 */
export function usualBand(valueAt: (minute: number) => number, past: Minutes): Band {
  const sums = new Map<string, number[]>();
  for (let hour = past.from; hour < past.to; hour += minutesOfHour) {
    let sum = 0;
    for (let minute = hour; minute < hour + minutesOfHour; minute++) sum += valueAt(minute);
    const key = kindOf(hour);
    sums.set(key, [...(sums.get(key) ?? []), sum]);
  }
  const bands = new Map([...sums].map(([key, values]) => [key, meanAndDeviation(values)]));
  return (minute, deviations) => {
    const usual = (at: number) => bands.get(kindOf(at)) ?? { mean: 0, deviation: 0 };
    // An hour that ends at 12:20 is a third of one of noon, and two thirds of the one before.
    const [share, now, before] = [(((minute % 60) + 60) % 60) / 60, usual(minute), usual(minute - minutesOfHour)];
    const mixed = (of: "mean" | "deviation") => share * now[of] + (1 - share) * before[of];
    return mixed("mean") + deviations * mixed("deviation");
  };
}

function kindOf(minute: number): string {
  return `${isWeekend(minute) ? "weekend" : "working day"} ${hourOf(minute)}`;
}

function meanAndDeviation(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

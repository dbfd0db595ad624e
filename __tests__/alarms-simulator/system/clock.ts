/** Minutes of the simulation count from a Monday, 00:00 UTC. */
export const minutesOfHour = 60;
export const minutesOfDay = 1_440;
export const minutesOfWeek = 7 * minutesOfDay;

export function hourOf(minute: number): number {
  return Math.floor((((minute % minutesOfDay) + minutesOfDay) % minutesOfDay) / minutesOfHour);
}

export function isWeekend(minute: number): boolean {
  return ((Math.floor(minute / minutesOfDay) % 7) + 7) % 7 >= 5;
}

/** A moment of the week: 0 is Monday. */
export function at(day: number, hour: number, minute = 0): number {
  return day * minutesOfDay + hour * minutesOfHour + minute;
}

/** How busy people are with American stocks, as a share of the busiest hours. */
export function activity(minute: number): number {
  if (isWeekend(minute)) return 0.12;
  const hour = hourOf(minute);
  if (hour >= 13 && hour < 21) return 1;
  if (hour >= 11) return 0.5;
  return hour >= 6 ? 0.25 : 0.08;
}

/** Days of publication that a run asks for, both included: `YYYY-MM-DD` in UTC. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

const days = 7;

/** The last seven days. */
export function newsWindow(now: Date): Window {
  const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  return { from: day(now.getTime() - days * 86_400_000), to: day(now.getTime()) };
}

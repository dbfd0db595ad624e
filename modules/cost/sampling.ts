/** How many of the traces that begin are recorded. */
export interface Sampling {
  /** Traces per second that are always recorded. */
  readonly reservoirSize: number;
  /** Share of the rest, 0 to 1. */
  readonly fixedRate: number;
}

/** What AWS does where no rule applies, and Lambda of its own accord (AWS X-Ray developer guide, sampling rules). */
export const awsSampling: Sampling = { reservoirSize: 1, fixedRate: 0.05 };

/**
 * Traces recorded per second. Traces that begin evenly over time use the reservoir best, so that this is the most that
 * a number of requests can come to.
 */
export function recordedPerSecond(begunPerSecond: number, { reservoirSize, fixedRate }: Sampling): number {
  return Math.min(begunPerSecond, reservoirSize) + Math.max(0, begunPerSecond - reservoirSize) * fixedRate;
}

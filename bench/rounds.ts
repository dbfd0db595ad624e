import type { Measurement } from "./measure-process.ts";

/** One of the things that are compared. */
export interface Variant {
  readonly name: string;
  /** Brings the files into the state in which a run begins; not measured. */
  readonly prepare: () => void;
  readonly run: () => Promise<Measurement>;
}

/** Measurements by variant, one for each round. */
export type Measurements<V extends Variant = Variant> = ReadonlyMap<V, readonly Measurement[]>;

/** Runs every variant once per round, one after the other, so that a busy minute of the machine meets all of them. */
export async function measureRounds<V extends Variant>(
  variants: readonly V[],
  rounds: number,
  report: (progress: string) => void,
): Promise<Measurements<V>> {
  const measurements = new Map<V, Measurement[]>(variants.map((variant) => [variant, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [variant, measured] of measurements) {
      variant.prepare();
      const measurement = await variant.run();
      measured.push(measurement);
      report(`${round} of ${rounds}: ${variant.name}, ${measurement.wallSeconds.toFixed(2)} s`);
    }
  }
  return measurements;
}

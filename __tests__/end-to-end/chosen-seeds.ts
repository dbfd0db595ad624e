import { keptSeeds } from "./kept-seeds.ts";

/** Whether all rounds are asked for: `npm run test:full`. */
export const isFullRun = process.env.TEST_FULL === "1";

/** Seeds of the rounds to be played: the kept ones and then 1, 2, 3 …; or the one that ROUND_SEED asks for. */
export function chosenSeeds(count: number): readonly number[] {
  const { ROUND_SEED } = process.env;
  if (ROUND_SEED !== undefined) return [Number(ROUND_SEED)];
  const kept = keptSeeds.map(({ seed }) => seed);
  const others = Array.from({ length: count }, (_, index) => index + 1).filter((seed) => !kept.includes(seed));
  return [...kept, ...others];
}

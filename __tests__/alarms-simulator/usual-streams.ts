import type { Band } from "./cloudwatch/simulate.ts";
import { usualBand } from "./cloudwatch/usual-band.ts";
import { minutesOfWeek } from "./system/clock.ts";
import { loadOf } from "./system/simulate-system.ts";
import { streamsBeginning } from "./system/streams-model.ts";

const weeksToLearn = 3;

/** What CloudWatch has learnt of the streams of an environment when the week begins. */
export function usualStreams(environment: string, seed: string): Band {
  const load = loadOf(environment);
  const past = { from: -weeksToLearn * minutesOfWeek, to: 0 };
  return usualBand((minute) => streamsBeginning(`${seed} ${environment}`, minute, load), past);
}

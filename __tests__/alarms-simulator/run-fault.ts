import type { StackRow } from "../helpers/sentiment-stacks.ts";
import type { AlarmDefinition } from "./cloudwatch/alarm-definition.ts";
import { type AlarmState, extraPeriods } from "./cloudwatch/alarm-evaluation.ts";
import type { MetricStore } from "./cloudwatch/metric-store.ts";
import { type Band, simulateAlarm, stateAt } from "./cloudwatch/simulate.ts";
import type { Fault } from "./faults/index.ts";
import { minutesOfDay, minutesOfHour } from "./system/clock.ts";
import { random } from "./system/random.ts";
import { type SystemOptions, simulateSystem } from "./system/simulate-system.ts";

/** What an alarm did about a fault. */
export interface FaultRun {
  /** Whether it was on within its time. */
  readonly isNoticed: boolean;
  /** Minutes from the fault's begin to the alarm; undefined where it stayed off. */
  readonly after: number | undefined;
  /** Minutes from the fault's begin within which the alarm says that it goes off. */
  readonly within: number;
  /** State when the fault is over and forgotten. */
  readonly later: AlarmState;
}

/** Minutes that a fault lasts longer than its alarm may need. */
const reserve = 5;
const days = { first: 1, last: 5 };

interface FaultOptions {
  readonly seed: string;
  readonly band: Band;
}

/** Lets a fault happen at some time of a healthy week of an environment, and watches one alarm. */
export function runFault(row: StackRow, definition: AlarmDefinition, fault: Fault, options: FaultOptions): FaultRun {
  return runFaultIn((system) => simulateSystem(row, system), definition, fault, options);
}

/** Lets a fault happen in what is simulated, and watches one alarm. */
export function runFaultIn(
  simulate: (options: SystemOptions) => MetricStore,
  definition: AlarmDefinition,
  fault: Fault,
  { seed, band }: FaultOptions,
): FaultRun {
  const { evaluationPeriods, periodMinutes } = definition;
  const begin = beginOf(definition, fault, seed);
  const within = fault.showsAfter + statedMinutes(definition, fault);
  const end = begin + within + reserve;
  const memory = evaluationPeriods * periodMinutes + (extraPeriods + 1) * Math.min(periodMinutes, minutesOfHour);
  const forgotten = end + (fault.lingers ?? fault.showsAfter) + memory;
  const store = simulate({
    seed,
    minutes: { from: begin - Math.min(minutesOfDay, memory) - minutesOfHour, to: forgotten },
    faultAt: (minute) => (minute >= begin && minute < end ? fault.conditions : {}),
  });
  const simulated = simulateAlarm(definition, store, { from: begin, to: forgotten }, { band });
  const wentOff = simulated.changes.find(({ state }) => state === "ALARM")?.minute;
  return {
    isNoticed: wentOff !== undefined && wentOff <= begin + within,
    after: wentOff === undefined ? undefined : wentOff - begin,
    within,
    later: stateAt(simulated, forgotten - 1),
  };
}

/**
 * Minutes that an alarm may take: as many periods as have to breach, and one that was under way; where it is silence
 * that breaches, also those that CloudWatch looks at beyond them. What is added up over more than an hour breaches as soon as it
 * is too much.
 */
function statedMinutes({ datapointsToAlarm, periodMinutes }: AlarmDefinition, { isSilence }: Fault): number {
  const periods = datapointsToAlarm + 1 + (isSilence ? extraPeriods : 0);
  return periods * Math.min(periodMinutes, minutesOfHour) + 1;
}

function beginOf({ name }: AlarmDefinition, { what, hour }: Fault, seed: string): number {
  const chance = random(seed, name, what);
  const day = Math.floor(chance.between(days.first, days.last)) * minutesOfDay;
  return day + (hour === undefined ? Math.floor(chance.between(0, minutesOfDay)) : hour * minutesOfHour);
}

import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { scheduleInterval } from "../../../modules/alarms/schedule-interval.ts";
import { sentimentContracts } from "../../helpers/sentiment-stacks.ts";
import type { Conditions } from "../system/conditions.ts";

/** Something that goes wrong, and when its alarm has to say so. */
export interface Fault {
  readonly what: string;
  readonly conditions: Conditions;
  /** Minutes until the fault shows in a metric: the next run, or an amount that has to come together. */
  readonly showsAfter: number;
  /** Minutes after its end until nothing shows it any more. Default: as many as until it showed. */
  readonly lingers?: number;
  /** Hour of the day (UTC) at which it begins. Default: any. */
  readonly hour?: number;
  /** Whether the metric falls silent: CloudWatch then looks at further periods before it believes so. */
  readonly isSilence?: true;
}

/** The faults of alarms whose names end in something. */
export type FaultRow = readonly [alarm: RegExp, faultsOf: (...parts: readonly string[]) => readonly Fault[]];

/** One fault. */
export function fault(
  what: string,
  conditions: Conditions,
  showsAfter: number,
  more: Pick<Fault, "lingers" | "hour" | "isSilence"> = {},
): Fault {
  return { what, conditions, showsAfter, ...more };
}

/** Minutes until something shows that happens all the time. */
export const atOnce = 2;

/** Minutes until a run of ingestion has ended, and until its stories were scored. */
export const nextRun = 7;
export const nextScore = 9;

/** Enough to do for functions that do nothing unless somebody comes. */
export const used: Conditions = { requests: { perMinute: 20 }, streams: { perMinute: 4 }, stories: { perRun: 15 } };

/** Enough for one failure in twenty to be seen. */
export const muchUsed: Conditions = {
  requests: { perMinute: 60 },
  streams: { perMinute: 30 },
  stories: { perRun: 200 },
};

/** @throws where no function is called so. */
export function contractOf(name: string): LambdaContract {
  const contract = sentimentContracts.find((each) => each.name === name);
  if (contract === undefined) throw new Error(`no function is called ${name}`);
  return contract;
}

/** Whether a function does nothing but what its schedule asks for. */
export function isScheduledOnly(name: string): boolean {
  return scheduleInterval(contractOf(name)) !== undefined;
}

/** Minutes until an invocation of a function has begun and ended. */
export function nextInvocation(name: string): number {
  const seconds = scheduleInterval(contractOf(name));
  if (seconds !== undefined) return seconds / 60 + 2;
  return contractOf(name).triggers.some(({ kind }) => kind === "topic") ? nextScore : atOnce;
}

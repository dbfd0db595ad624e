import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { ExpectedTraffic } from "./expected-traffic.ts";
import { runsPerDay } from "./runs-per-day.ts";

/** Invocations of a function in a day, by what begins them. */
export interface Invocations {
  /** By schedules, as the contract says. */
  readonly scheduled: number;
  /** By requests and messages, as the environment expects. */
  readonly expected: number;
}

export function invocationsOf({ name, triggers }: LambdaContract, traffic: ExpectedTraffic): Invocations {
  const runs = triggers.map((trigger) => (trigger.kind === "schedule" ? runsPerDay(trigger.expression) : 0));
  return {
    scheduled: runs.reduce((sum, count) => sum + count, 0),
    expected: traffic.invocationsPerDay[name] ?? 0,
  };
}

/** Whether something else than schedules invokes a function: nobody but the environment knows how often. */
export function hasExpectedInvocations(triggers: LambdaContract["triggers"]): boolean {
  return triggers.some(({ kind }) => kind !== "schedule");
}

/** Whether people call a function, not only schedules and topics. */
export function takesRequests({ triggers }: LambdaContract): boolean {
  return triggers.some(({ kind }) => kind === "rest-api" || kind === "function-url");
}

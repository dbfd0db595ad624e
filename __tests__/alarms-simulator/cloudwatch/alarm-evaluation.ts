/** How CloudWatch treats a period without data. */
export type Treatment = "missing" | "ignore" | "breaching" | "notBreaching";

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** A period as an alarm sees it. */
export type Point = "breaching" | "good" | "missing";

export interface Rule {
  /** N of "M out of N". */
  readonly evaluationPeriods: number;
  /** M of "M out of N". */
  readonly datapointsToAlarm: number;
  readonly treatment: Treatment;
}

/**
 * Periods that CloudWatch looks at beyond those that it evaluates. It does not say how many for every period; its examples
 * of three periods of five minutes have two ("Configuring how CloudWatch alarms treat missing data").
 */
export const extraPeriods = 2;

/**
 * One evaluation of an alarm: "How alarm state is evaluated when data is missing" and "Avoiding premature transitions to
 * alarm state" (Amazon CloudWatch user guide).
 *
 * @param range the periods of the evaluation range, the newest first.
 */
export function evaluate(range: readonly Point[], rule: Rule, previous: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, treatment } = rule;
  const real = range.filter((point) => point !== "missing");
  const evaluated = real.slice(0, evaluationPeriods);
  const filled = evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter((point) => point === "breaching").length;
  if (breaching >= datapointsToAlarm) return "ALARM";
  if (filled === 0 || treatment === "notBreaching") return "OK";
  if (treatment === "breaching") return breaching + filled >= datapointsToAlarm ? "ALARM" : "OK";
  if (breaching < evaluated.length) return "OK";
  if (treatment === "ignore") return previous;
  // Nothing but breaching periods, fewer than are asked for: the oldest decides, so that sparse data can go off at all.
  return range.lastIndexOf("breaching") + 1 >= datapointsToAlarm ? "ALARM" : "INSUFFICIENT_DATA";
}

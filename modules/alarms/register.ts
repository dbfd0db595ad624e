import { type Problem, refuseProblems } from "../problem.ts";
import { type AlarmRecord, type CompositeRecord, metricsOf } from "./alarm-record.ts";
import { type CompositeDeclaration, composites } from "./composites.ts";

/** Which alarms an environment pays for: all, or those that somebody is woken for. */
export type AlarmLevel = "all" | "critical";

/** Every alarm of an environment. */
export interface AlarmRegister {
  /** By id. */
  readonly alarms: readonly AlarmRecord[];
  /** Members before what they are members of. */
  readonly composites: readonly CompositeRecord[];
}

export interface RegisterProps {
  readonly records: readonly AlarmRecord[];
  readonly composites: readonly CompositeDeclaration[];
  readonly level: AlarmLevel;
  /** Full name of an alarm: rules of composites are limited by its length. */
  readonly nameOf: (id: string) => string;
}

/** Metrics that one alarm can read (CloudWatch quotas). */
export const maximumMetrics = 10;

/** Seconds that an alarm can look back (PutMetricAlarm). */
const daySeconds = 86_400;
const weekSeconds = 7 * daySeconds;
const hourSeconds = 3_600;

/**
 * The list that alarms, composites, board and documentation are made of.
 *
 * @throws ProblemError naming every alarm that CloudWatch would refuse, or that would overwrite another.
 */
export function register({ records, composites: declarations, level, nameOf }: RegisterProps): AlarmRegister {
  refuseProblems([...nameProblems(records, declarations), ...records.flatMap(limitProblems)]);
  const kept = level === "all" ? records : records.filter((record) => wakesSomebody(record, declarations));
  const alarms = [...kept].sort(({ id: a }, { id: b }) => (a < b ? -1 : 1));
  return { alarms, composites: composites(declarations, alarms, nameOf) };
}

/** A critical composite is worth as much as its members. */
function wakesSomebody(record: AlarmRecord, declarations: readonly CompositeDeclaration[]): boolean {
  return (
    record.severity === "critical" ||
    declarations.some(({ severity, isMember }) => severity === "critical" && isMember(record))
  );
}

function nameProblems(
  records: readonly AlarmRecord[],
  declarations: readonly CompositeDeclaration[],
): readonly Problem[] {
  const ids = [...records, ...declarations].map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => ({
    place: `alarm "${id}"`,
    found: `${ids.filter((other) => other === id).length} alarms of this name`,
    expected: "names of alarms that differ",
    remedy: "Rename the metric, failure path or alarm: of two alarms with one name, one overwrites the other.",
  }));
}

function limitProblems({
  id,
  signal,
  periodSeconds,
  evaluationPeriods,
  datapointsToAlarm = evaluationPeriods,
}: AlarmRecord): readonly Problem[] {
  const metrics = Object.keys(metricsOf(signal)).length;
  const seconds = periodSeconds * evaluationPeriods;
  const longest = periodSeconds >= hourSeconds ? weekSeconds : daySeconds;
  const validPeriod = [10, 20, 30].includes(periodSeconds) || (periodSeconds > 0 && periodSeconds % 60 === 0);
  return [
    ...(metrics <= maximumMetrics && metrics > 0
      ? []
      : [problem(id, `${metrics} metrics`, `1 to ${maximumMetrics}`, "Split the alarm.")]),
    ...(seconds <= longest
      ? []
      : [problem(id, `a look at ${seconds} s`, `at most ${longest} s`, "Shorten the period or take fewer of them.")]),
    ...(datapointsToAlarm >= 1 && datapointsToAlarm <= evaluationPeriods
      ? []
      : [
          problem(
            id,
            `${datapointsToAlarm} periods that have to breach`,
            `1 to ${evaluationPeriods}`,
            "Look at more periods, or ask for fewer of them.",
          ),
        ]),
    ...(validPeriod ? [] : [problem(id, `a period of ${periodSeconds} s`, "whole minutes", "Correct the period.")]),
  ];
}

function problem(id: string, found: string, expected: string, remedy: string): Problem {
  return { place: `alarm "${id}"`, found, expected, remedy };
}

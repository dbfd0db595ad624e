import type { AlarmKind, AlarmRecord } from "../../alarms/alarm-record.ts";
import { kindHeadings } from "../../alarms/kind-headings.ts";
import type { ReportedEnvironment } from "../report-content.ts";
import { type AlarmSubject, alarmSubject } from "./alarm-subject.ts";

/** Alarms of one kind on one subject. */
export interface CoverageCell {
  readonly kind: AlarmKind;
  readonly alarms: readonly AlarmRecord[];
}

/** A subject with its alarms; the cells are in the order of the kinds, also where there are none. */
export interface CoverageRow {
  readonly subject: AlarmSubject;
  readonly cells: readonly CoverageCell[];
}

/** Which alarms there are, by what they watch and by their kind. Every alarm stands in exactly one cell. */
export interface AlarmCoverage {
  /** Kinds of which there is an alarm. */
  readonly kinds: readonly AlarmKind[];
  /** Functions first, in the order of their contracts and also without alarms; then what they share. */
  readonly rows: readonly CoverageRow[];
}

export function alarmCoverage(
  environment: Pick<ReportedEnvironment, "contracts" | "register" | "functionNameOf" | "namePrefix">,
): AlarmCoverage {
  const { contracts } = environment;
  const { alarms } = environment.register;
  const watched = alarms.map((alarm) => ({ alarm, subject: alarmSubject(alarm, environment) }));
  const functions = contracts.map(({ name }): AlarmSubject => ({ kind: "function", name }));
  const others = watched.map(({ subject }) => subject).filter(({ kind }) => kind !== "function");
  const subjects = [...functions, ...others.sort(bySharedFirst)];
  const kinds = (Object.keys(kindHeadings) as AlarmKind[]).filter((kind) =>
    alarms.some((alarm) => alarm.kind === kind),
  );
  return {
    kinds,
    rows: [...new Map(subjects.map((subject) => [`${subject.kind} ${subject.name}`, subject])).values()].map(
      (subject) => {
        const own = watched.filter((each) => isSame(each.subject, subject)).map(({ alarm }) => alarm);
        return { subject, cells: kinds.map((kind) => ({ kind, alarms: own.filter((alarm) => alarm.kind === kind) })) };
      },
    ),
  };
}

function isSame(one: AlarmSubject, other: AlarmSubject): boolean {
  return one.kind === other.kind && one.name === other.name;
}

function bySharedFirst(a: AlarmSubject, b: AlarmSubject): number {
  if (a.kind !== b.kind) return a.kind === "shared" ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

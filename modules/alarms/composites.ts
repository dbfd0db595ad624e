import type { AlarmRecord, CompositeRecord } from "./alarm-record.ts";

/** Alarms that a rule can name, and its longest text (CloudWatch, PutCompositeAlarm). */
export const maximumMembers = 100;
export const maximumRuleCharacters = 10_240;

/** Which alarms an alarm sums up. */
export interface CompositeDeclaration extends Omit<CompositeRecord, "members"> {
  readonly isMember: (alarm: AlarmRecord) => boolean;
  /** Ids of composites that come before this one and belong to it. Default: none. */
  readonly composites?: readonly string[];
}

/** Text of a rule: at least one of the members is in alarm. */
export function ruleOf(members: readonly string[], nameOf: (id: string) => string): string {
  return members.map((id) => `ALARM("${nameOf(id)}")`).join(" OR ");
}

/**
 * The composites over the alarms that there are; one without members is left out. A composite that CloudWatch would
 * refuse for its size becomes one over parts: `critical` over `critical-1`, `critical-2` and so on.
 */
export function composites(
  declarations: readonly CompositeDeclaration[],
  alarms: readonly AlarmRecord[],
  nameOf: (id: string) => string,
): readonly CompositeRecord[] {
  const made: CompositeRecord[] = [];
  for (const { isMember, composites: parts = [], ...declaration } of declarations) {
    const existing = parts.filter((part) => made.some(({ id }) => id === part));
    const members = [...alarms.filter(isMember).map(({ id }) => id), ...existing];
    if (members.length > 0) made.push(...nested({ ...declaration, members }, nameOf));
  }
  return made;
}

/** The composite, after the parts that it needs. */
export function nested(composite: CompositeRecord, nameOf: (id: string) => string): readonly CompositeRecord[] {
  const groups = fittingGroups(composite.members, nameOf);
  if (groups.length <= 1) return [composite];
  const parts = groups.map((members, index) => ({
    ...composite,
    id: `${composite.id}-${index + 1}`,
    title: `${composite.title}, part ${index + 1} of ${groups.length}`,
    members,
  }));
  return [...parts, ...nested({ ...composite, members: parts.map(({ id }) => id) }, nameOf)];
}

/** Members in groups, each small enough for one rule. */
function fittingGroups(members: readonly string[], nameOf: (id: string) => string): readonly (readonly string[])[] {
  const groups: string[][] = [];
  for (const member of members) {
    const last = groups.at(-1);
    if (last !== undefined && fits([...last, member], nameOf)) last.push(member);
    else groups.push([member]);
  }
  return groups;
}

function fits(members: readonly string[], nameOf: (id: string) => string): boolean {
  return members.length <= maximumMembers && ruleOf(members, nameOf).length <= maximumRuleCharacters;
}

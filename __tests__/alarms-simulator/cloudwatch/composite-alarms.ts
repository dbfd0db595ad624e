import type { Synthesized } from "../../helpers/synthesize.ts";
import type { AlarmState } from "./alarm-evaluation.ts";
import { type CompositeRule, compositeRule } from "./composite-rule.ts";
import type { Change, Simulated } from "./simulate.ts";

const known = new Set(["alarm_name", "alarm_description", "alarm_rule", "alarm_actions", "ok_actions", "depends_on"]);

/**
 * The rules of a stack's composite alarms, by their names.
 *
 * @throws where one says something that is not simulated, such as a suppressor.
 */
export function compositeAlarms(stack: Synthesized): ReadonlyMap<string, CompositeRule> {
  const bodies = Object.values(stack.resources("aws_cloudwatch_composite_alarm"));
  return new Map(
    bodies.map((body) => {
      const name = String(body.alarm_name);
      const strange = Object.keys(body).filter((attribute) => !known.has(attribute));
      if (strange.length > 0) throw new Error(`${name}: ${strange.join(", ")} is not simulated`);
      return [name, compositeRule(String(body.alarm_rule))];
    }),
  );
}

/** What composites do while the alarms in them do something. A composite may stand in another one. */
export function compositeChanges(
  rules: ReadonlyMap<string, CompositeRule>,
  alarms: ReadonlyMap<string, Simulated>,
): ReadonlyMap<string, { readonly changes: readonly Change[] }> {
  const minutes = [...new Set([...alarms.values()].flatMap(({ changes }) => changes.map(({ minute }) => minute)))];
  const changes = new Map([...rules.keys()].map((name): [string, Change[]] => [name, []]));
  for (const minute of minutes.sort((a, b) => a - b)) {
    const states = new Map<string, AlarmState>();
    for (const [name, simulated] of alarms) states.set(name, lastState(simulated.changes, minute));
    for (const name of inOrder(rules)) {
      const state = rules.get(name)?.holds(states) === true ? "ALARM" : "OK";
      states.set(name, state);
      const told = changes.get(name) ?? [];
      if ((told.at(-1)?.state ?? "OK") !== state) told.push({ minute, state });
    }
  }
  return new Map([...changes].map(([name, told]) => [name, { changes: told }]));
}

function lastState(changes: readonly Change[], minute: number): AlarmState {
  return changes.findLast((change) => change.minute <= minute)?.state ?? "INSUFFICIENT_DATA";
}

/** Composites, each after those in it. */
function inOrder(rules: ReadonlyMap<string, CompositeRule>): readonly string[] {
  const ordered: string[] = [];
  const visit = (name: string, above: readonly string[]) => {
    if (above.includes(name)) throw new Error(`${name} is part of itself`);
    for (const part of rules.get(name)?.alarms ?? []) if (rules.has(part)) visit(part, [...above, name]);
    if (!ordered.includes(name)) ordered.push(name);
  };
  for (const name of rules.keys()) visit(name, []);
  return ordered;
}

import type { AlarmState } from "./alarm-evaluation.ts";

/** States of alarms by name. */
export type States = ReadonlyMap<string, AlarmState>;

type Test = (states: States) => boolean;

/** The rule of a composite alarm. */
export interface CompositeRule {
  /** Names of the alarms in it. */
  readonly alarms: readonly string[];
  /** @throws where one of them has no state. */
  readonly holds: Test;
}

/**
 * Compiles a rule: `ALARM`, `OK` and `INSUFFICIENT_DATA` of a quoted name, `TRUE`, `FALSE`, `NOT`, `AND`, `OR` and
 * parentheses (PutCompositeAlarm, AlarmRule).
 *
 * @throws where it is anything else.
 */
export function compositeRule(rule: string): CompositeRule {
  const found = [...rule.matchAll(/\s*(ALARM|OK|INSUFFICIENT_DATA|TRUE|FALSE|NOT|AND|OR|\(|\)|"[^"]+")/gy)];
  if (found.reduce((length, [text]) => length + text.length, 0) !== rule.trimEnd().length) {
    throw new Error(`not understood: ${rule}`);
  }
  const tokens = found.map(([, token = ""]) => token);
  const alarms = new Set<string>();
  const holds = parse(rule, tokens, alarms);
  return { alarms: [...alarms], holds };
}

function parse(rule: string, tokens: string[], alarms: Set<string>): Test {
  const take = (expected?: string): string => {
    const token = tokens.shift();
    if (token !== undefined && (expected === undefined || token === expected)) return token;
    throw new Error(`${token ?? "the end"} is not expected: ${rule}`);
  };
  const either = (): Test =>
    joined(
      "OR",
      () => joined("AND", one, (tests, states) => tests.every((test) => test(states))),
      (tests, states) => tests.some((test) => test(states)),
    );
  const joined = (
    word: string,
    part: () => Test,
    combine: (tests: readonly Test[], states: States) => boolean,
  ): Test => {
    const tests = [part()];
    while (tokens[0] === word) {
      take(word);
      tests.push(part());
    }
    return (states) => combine(tests, states);
  };
  const one = (): Test => {
    const token = take();
    if (token === "TRUE" || token === "FALSE") return () => token === "TRUE";
    if (token === "NOT") {
      const test = one();
      return (states) => !test(states);
    }
    if (token === "(") {
      const test = either();
      take(")");
      return test;
    }
    return stateTest(token);
  };
  const stateTest = (state: string): Test => {
    take("(");
    const name = take().slice(1, -1);
    take(")");
    alarms.add(name);
    return (states) => {
      const found = states.get(name);
      if (found === undefined) throw new Error(`there is no alarm ${name}: ${rule}`);
      return found === state;
    };
  };
  const test = either();
  if (tokens.length > 0) throw new Error(`${tokens[0]} is not expected: ${rule}`);
  return test;
}

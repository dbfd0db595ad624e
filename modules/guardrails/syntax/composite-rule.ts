import { joined, type Reader, syntaxFault } from "./reader.ts";

/** What the rule of a composite alarm says. */
export interface CompositeRule {
  /** Names or ARNs of the alarms that it is about. */
  readonly alarms: readonly string[];
  /** What is wrong with its text, if anything is. */
  readonly fault: string | undefined;
}

const state = /(?:ALARM|OK|INSUFFICIENT_DATA)\b/y;

/** Reads the rule of a composite alarm (CloudWatch API reference, PutCompositeAlarm, AlarmRule). */
export function readCompositeRule(text: string): CompositeRule {
  const alarms: string[] = [];
  const fault = syntaxFault(text, (reader) => either(reader, alarms));
  return { alarms, fault };
}

function either(reader: Reader, alarms: string[]): void {
  joined(reader, /OR\b/y, () => joined(reader, /AND\b/y, () => condition(reader, alarms)));
}

function condition(reader: Reader, alarms: string[]): void {
  if (reader.take(/(?:TRUE|FALSE)\b/y) !== undefined) return;
  if (reader.take(/NOT\b/y) !== undefined) condition(reader, alarms);
  else if (reader.take(/AT_LEAST\b/y) !== undefined) atLeast(reader, alarms);
  else if (reader.take(state) !== undefined) {
    reader.expect(/\(/y, '"("');
    alarm(reader, alarms);
    reader.expect(/\)/y, '")"');
  } else bracket(reader, alarms);
}

function bracket(reader: Reader, alarms: string[]): void {
  reader.expect(/\(/y, "ALARM, OK, INSUFFICIENT_DATA, AT_LEAST, NOT, TRUE, FALSE or a bracket");
  either(reader, alarms);
  reader.expect(/\)/y, '")"');
}

function atLeast(reader: Reader, alarms: string[]): void {
  reader.expect(/\(/y, '"("');
  reader.expect(/\d+%?/y, "a number or percentage");
  reader.expect(/,/y, '","');
  reader.take(/NOT\b/y);
  reader.expect(state, "a state");
  reader.expect(/,/y, '","');
  reader.expect(/\(/y, '"("');
  joined(reader, /,/y, () => alarm(reader, alarms));
  reader.expect(/\)/y, '")"');
  reader.expect(/\)/y, '")"');
}

function alarm(reader: Reader, alarms: string[]): void {
  const name = reader.expect(/"[^"]+"|[^\s"(),]+/y, "the name of an alarm");
  alarms.push(name.replaceAll('"', ""));
}

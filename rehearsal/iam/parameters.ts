import { NotUnderstoodError } from "./not-understood.ts";
import type { SignedCall } from "./signed-call.ts";

/**
 * A parameter that names what a call is about.
 *
 * @throws NotUnderstoodError where it is missing, or not a text.
 */
export function textParameter({ operation, parameters }: SignedCall, name: string): string {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (typeof value === "string" && value !== "") return value;
  throw new NotUnderstoodError(`a call to ${operation} without ${name}`);
}

/** A parameter that is an ARN of a service; names and other forms would have to be looked up. */
export function arnParameter(call: SignedCall, name: string, service: string): string {
  const value = textParameter(call, name);
  if (value.startsWith(`arn:aws:${service}:`)) return value;
  throw new NotUnderstoodError(`the ${name} "${value}" of ${call.operation}, which is no ARN`);
}

/** Members of a structure or a list that must be there and not be empty. */
export function entriesOf(
  what: string,
  value: unknown,
): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) throw new NotUnderstoodError(`${what} that is empty`);
  return entries.map(([name, entry]) => {
    if (typeof entry !== "object" || entry === null)
      throw new NotUnderstoodError(`${what} with ${JSON.stringify(entry)}`);
    return [name, entry as Record<string, unknown>];
  });
}

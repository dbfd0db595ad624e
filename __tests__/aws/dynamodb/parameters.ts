import { ServiceError, validationError } from "../service-error.ts";

/** Members of a request that are looked at. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * Refuses members that this account does not know, so that none is ignored unseen.
 *
 * @param known names of the members that the operation understands.
 */
export function requireKnown(input: Input, known: readonly string[]): void {
  const unknown = Object.keys(input).filter((name) => input[name] !== undefined && !known.includes(name));
  if (unknown.length > 0)
    throw new ServiceError("NotInMemoryAccount", `The account in memory does not know ${unknown.join(", ")}`);
}

/** One of some names, the first where none is given. */
export function choiceOf<T extends string>(input: Input, name: string, choices: readonly [T, ...T[]]): T {
  const given = input[name] ?? choices[0];
  const found = choices.find((each) => each === given);
  if (found !== undefined) return found;
  throw validationError(
    `1 validation error detected: Value '${given}' at '${name}' failed to satisfy constraint: Member must satisfy enum value set: [${choices.join(", ")}]`,
  );
}

/** A list with one entry at least and so many at most. */
export function entriesOf<T>(entries: readonly T[] | undefined, name: string, atMost: number): readonly T[] {
  const length = entries?.length ?? 0;
  if (entries !== undefined && length > 0 && length <= atMost) return entries;
  const bound = length === 0 ? "greater than or equal to 1" : `less than or equal to ${atMost}`;
  throw validationError(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length ${bound}`,
  );
}

/** Members that only say which figures to report beside the answer: none is reported. */
export const reportMembers = ["ReturnConsumedCapacity", "ReturnItemCollectionMetrics"];

/** @throws ServiceError where a report is asked for, which the account does not make. */
export function refuseReports(input: Input): void {
  for (const name of reportMembers)
    if (input[name] !== undefined && input[name] !== "NONE")
      throw new ServiceError("NotInMemoryAccount", `The account in memory does not know ${name} ${input[name]}`);
}

import type { DecisiveStatement } from "./evaluate.ts";

/** One permission that was asked for, and what was decided. */
export interface DecisionRecord {
  /** ARN. */
  readonly role: string;
  /** Undefined where not even the action is known. */
  readonly action: string | undefined;
  readonly resource: string | undefined;
  readonly allowed: boolean;
  /** Such as "statement UsersTable of arn:…", "implicit deny", or what was not understood. */
  readonly why: string;
}

/** A statement, as a reason. */
export function reasonOf({ policy, statement }: DecisiveStatement): string {
  return `statement ${statement} of ${policy}`;
}

/** What was asked for and denied, each once, in the order of its first time. */
export function denials(records: readonly DecisionRecord[]): readonly DecisionRecord[] {
  const denied = records.filter(({ allowed }) => !allowed);
  return [...new Map(denied.map((record) => [JSON.stringify(record), record])).values()];
}

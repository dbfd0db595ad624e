/** The account of the sound stack. */
export const account = "111122223333";

/** What stands in a policy, as JSON text. */
export function policy(...statements: readonly Readonly<Record<string, unknown>>[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A condition that limits a service to the account. */
export const thisAccount = { StringEquals: { "aws:SourceAccount": account } };

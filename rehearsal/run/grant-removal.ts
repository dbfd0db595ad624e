import type { Problem } from "../../modules/problem.ts";
import type { DecisionRecord } from "../iam/decision-record.ts";
import type { Grant } from "../iam/grants.ts";

/** What happened when the same things were done without one grant. */
export interface GrantRemoval {
  readonly grant: Grant;
  /** The first call that was denied for it; undefined: none was. */
  readonly denial: DecisionRecord | undefined;
  /** How people notice, in words: what fails, or the failure path that says so; undefined: they do not. */
  readonly noticed: string | undefined;
}

/** Grants without which everything goes on as before, or goes wrong in silence, as problems of a stack. */
export function removalProblems(stack: string, removals: readonly GrantRemoval[]): readonly Problem[] {
  return removals.flatMap(({ grant, denial, noticed }) => {
    const what = `without ${grant.action} on ${grant.resource} of ${grant.role}`;
    const place = `${stack}, without each grant`;
    if (denial === undefined)
      return [
        {
          place,
          found: `nothing denied ${what}`,
          expected: "the denial of a call that needs it",
          remedy: "See what else allows it: another statement, or the policy of the resource.",
        },
      ];
    if (noticed !== undefined) return [];
    return [
      {
        place,
        found: `nothing that anybody would notice ${what}, although a call was denied`,
        expected: "a failure, or the metric of a failure path",
        remedy: "Let the function fail there, or name the failure path in its contract.",
      },
    ];
  });
}

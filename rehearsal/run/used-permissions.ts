import type { Problem } from "../../modules/problem.ts";
import { type DecisionRecord, denials } from "../iam/decision-record.ts";
import { type Grant, isUse } from "../iam/grants.ts";
import { platformGrants } from "../iam/platform-grants.ts";

/** A grant with the number of calls that it allowed. */
export interface UsedGrant extends Grant {
  readonly uses: number;
  /** Who uses it, where that is not the function's own code. */
  readonly leftTo: string | undefined;
}

/** What the evaluator of permissions recorded while functions ran under their roles. */
export interface UsedPermissions {
  /** Permissions that were asked for. */
  readonly decisions: number;
  readonly grants: readonly UsedGrant[];
  /** What was denied, each once. */
  readonly denied: readonly DecisionRecord[];
}

/** Holds what was granted against what was decided. */
export function usedPermissions(grants: readonly Grant[], records: readonly DecisionRecord[]): UsedPermissions {
  return {
    decisions: records.length,
    denied: denials(records),
    grants: grants.map((grant) => ({
      ...grant,
      uses: records.filter((record) => isUse(grant, record)).length,
      leftTo: platformGrants.find(({ action }) => action.test(grant.action))?.because,
    })),
  };
}

/** Calls that were denied, and grants that nobody needed, as problems of a stack. */
export function permissionProblems(stack: string, { denied, grants }: UsedPermissions): readonly Problem[] {
  const place = `${stack}, run`;
  return [
    ...denied.map(({ role, action, resource, why }) => ({
      place,
      found: `${action ?? "a call"} on ${resource ?? "something unknown"} denied to ${role}: ${why}`,
      expected: "every call of a function allowed by its role",
      remedy: "Add what the function reaches to its contract, with the action.",
    })),
    ...grants
      .filter(({ uses, leftTo }) => uses === 0 && leftTo === undefined)
      .map(({ role, action, resource, statement }) => ({
        place,
        found: `${action} on ${resource}, granted to ${role} by ${statement} and never used`,
        expected: "at least one call that needs each grant",
        remedy: "Take the action out of the contract, or let the scenario need it.",
      })),
  ];
}

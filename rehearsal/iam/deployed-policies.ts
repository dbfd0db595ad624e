import type { Policy } from "./policy.ts";

/** What was deployed, as far as it decides on permissions. Each throws NotUnderstoodError where it cannot be worked out. */
export interface DeployedPolicies {
  /** All policies of a role, by its ARN. */
  ofRole(role: string): Promise<readonly Policy[]>;
  /** The policy that a resource carries itself; undefined where it has none. */
  ofResource(arn: string): Promise<Policy | undefined>;
  /** ARN of the account's own key that encrypts a resource; undefined where AWS's own key does. */
  keyOf(arn: string): Promise<string | undefined>;
}

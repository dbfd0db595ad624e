import type { DecisionRecord } from "./decision-record.ts";
import type { DeployedPolicies } from "./deployed-policies.ts";
import { fitsArnPattern, fitsPattern } from "./wildcards.ts";

/** One action on one resource that a policy allows to a role. */
export interface Grant {
  /** ARN. */
  readonly role: string;
  /** Name of the statement. */
  readonly statement: string;
  /** May be a pattern, as `resource`. */
  readonly action: string;
  readonly resource: string;
}

/** Everything that a role's own policies allow, action by action and resource by resource. */
export async function grantsOf(role: string, deployed: DeployedPolicies): Promise<readonly Grant[]> {
  const policies = await deployed.ofRole(role);
  return policies
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ name, actions, resources }) =>
      actions.patterns.flatMap((action) =>
        resources.patterns.map((resource) => ({ role, statement: name, action, resource })),
      ),
    );
}

/** Grants that no call needed. */
export function unusedGrants(grants: readonly Grant[], records: readonly DecisionRecord[]): readonly Grant[] {
  return grants.filter((grant) => !records.some((record) => isUse(grant, record)));
}

/** Whether a decision allowed something by what a grant says. */
export function isUse(grant: Grant, { role, action, resource, allowed }: DecisionRecord): boolean {
  return (
    allowed &&
    role === grant.role &&
    action !== undefined &&
    resource !== undefined &&
    fitsPattern(grant.action, action) &&
    (grant.resource === "*" || fitsArnPattern(grant.resource, resource))
  );
}

import type { DeployedPolicies } from "../../rehearsal/iam/deployed-policies.ts";
import type { Grant } from "../../rehearsal/iam/grants.ts";
import type { Statement } from "../../rehearsal/iam/policy.ts";
import { fitsArnPattern } from "../../rehearsal/iam/wildcards.ts";

/** The same policies, but for one grant: its statement is split, so that all else in it stays allowed. */
export function withoutGrant(deployed: DeployedPolicies, grant: Grant): DeployedPolicies {
  return {
    ...deployed,
    async ofRole(role) {
      const policies = await deployed.ofRole(role);
      if (role !== grant.role) return policies;
      return policies.map((policy) => ({
        ...policy,
        statements: policy.statements.flatMap((each) => (each.name === grant.statement ? split(each, grant) : [each])),
      }));
    },
  };
}

/** The same, and what the resource's own policy allows to the role beside it: inside of one account one of both is enough. */
export function withoutPermission(deployed: DeployedPolicies, grant: Grant): DeployedPolicies {
  const isOfRole = ({ effect, principals, actions }: Statement) =>
    effect === "Allow" && principals?.aws.includes(grant.role) === true && actions.patterns.includes(grant.action);
  return {
    ...withoutGrant(deployed, grant),
    async ofResource(arn) {
      const policy = await deployed.ofResource(arn);
      if (policy === undefined || !fitsArnPattern(grant.resource, arn)) return policy;
      return { ...policy, statements: policy.statements.filter((each) => !isOfRole(each)) };
    },
  };
}

/** One statement for each action on each resource, but for that of the grant. */
function split(statement: Statement, grant: Grant): readonly Statement[] {
  const only = (pattern: string) => ({ patterns: [pattern], isInverted: false });
  return statement.actions.patterns.flatMap((action) =>
    statement.resources.patterns
      .filter((resource) => action !== grant.action || resource !== grant.resource)
      .map((resource) => ({ ...statement, actions: only(action), resources: only(resource) })),
  );
}

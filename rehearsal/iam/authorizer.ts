import { decide, notUnderstood } from "./decide.ts";
import type { DecisionRecord } from "./decision-record.ts";
import type { DeployedPolicies } from "./deployed-policies.ts";
import { accountOf } from "./evaluate.ts";
import { viaKeys } from "./key-permissions.ts";
import { requiredPermissions } from "./required-permissions.ts";
import type { SignedCall } from "./signed-call.ts";

/** Holds the calls of roles against the policies that were deployed. */
export interface Authorizer {
  /** The first permission that a role lacks for a call; undefined where it has all. */
  refusal(role: string, call: SignedCall): Promise<DecisionRecord | undefined>;
  /** Every decision, in its order. */
  readonly records: readonly DecisionRecord[];
}

/** Begins without any decision. */
export function authorizer(deployed: DeployedPolicies): Authorizer {
  const records: DecisionRecord[] = [];
  return {
    records,
    async refusal(role, call) {
      const made = await decisions(deployed, role, call).catch((error: unknown) => [
        { role, action: undefined, resource: undefined, ...notUnderstood(error) },
      ]);
      records.push(...made);
      return made.find(({ allowed }) => !allowed);
    },
  };
}

/** One decision for each permission that a call takes. */
async function decisions(
  deployed: DeployedPolicies,
  role: string,
  call: SignedCall,
): Promise<readonly DecisionRecord[]> {
  const required = requiredPermissions(call, accountOf(role));
  const all = [...required, ...(await viaKeys(required, call.region, deployed))];
  return Promise.all(all.map((permission) => decide(deployed, role, call.region, permission)));
}

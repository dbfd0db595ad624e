import { type DecisionRecord, reasonOf } from "./decision-record.ts";
import type { DeployedPolicies } from "./deployed-policies.ts";
import { accountOf, type Decision, evaluate } from "./evaluate.ts";
import { NotUnderstoodError } from "./not-understood.ts";
import type { RequiredPermission } from "./required-permissions.ts";

/** Decides on one permission by the policies that were deployed; what is not understood is denied. */
export async function decide(
  deployed: DeployedPolicies,
  role: string,
  region: string,
  { action, resource, context }: RequiredPermission,
): Promise<DecisionRecord> {
  const asked = { role, action, resource };
  try {
    const [identity, ofResource] = await Promise.all([deployed.ofRole(role), deployed.ofResource(resource)]);
    const request = { ...asked, context: { ...commonContext(role, region), ...context } };
    const decision = evaluate(request, { identity, resource: ofResource });
    return { ...asked, allowed: decision.allowed, why: whyOf(decision) };
  } catch (error) {
    return { ...asked, ...notUnderstood(error) };
  }
}

/**
 * What is decided where something is not understood.
 *
 * @throws every other error again.
 */
export function notUnderstood(error: unknown): Pick<DecisionRecord, "allowed" | "why"> {
  if (!(error instanceof NotUnderstoodError)) throw error;
  return { allowed: false, why: `not understood: ${error.message}` };
}

/** What AWS says of every call of a role. The SDK of a deployed function uses TLS; only the rehearsal does without. */
function commonContext(role: string, region: string) {
  return {
    "aws:principalarn": role,
    "aws:principalaccount": accountOf(role),
    "aws:requestedregion": region,
    "aws:securetransport": "true",
  };
}

function whyOf(decision: Decision): string {
  if (decision.allowed) return reasonOf(decision.by);
  return decision.because === "implicit deny" ? "implicit deny" : `explicit deny, ${reasonOf(decision.by)}`;
}

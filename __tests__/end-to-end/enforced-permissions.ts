import { environments } from "../../environments/index.ts";
import type { DeployedPolicies } from "../../rehearsal/iam/deployed-policies.ts";
import { policiesOfStack } from "../../rehearsal/iam/policies-of-stack.ts";
import { sentimentStack } from "../helpers/sentiment-stacks.ts";
import { synthesize } from "../helpers/synthesize.ts";
import { type EnforcedPermissions, enforcePermissions } from "./enforce-permissions.ts";

/** First part of the names of everything in a world. */
const environmentName = "test";

/** The policies in the synthesized stack of an environment that has the names of a world. */
export function synthesizedPolicies(): DeployedPolicies {
  const [environment] = environments;
  if (environment === undefined) throw new Error("There is no environment");
  const { json } = synthesize(sentimentStack({ ...environment, name: environmentName }));
  return policiesOfStack(json);
}

/** Those policies, enforced. */
export function enforcedPermissions(): EnforcedPermissions {
  return enforcePermissions(synthesizedPolicies(), roleOf);
}

/** ARN of the role that a function of a world has. */
export function roleOf(functionName: string): string {
  return `arn:aws:iam::111122223333:role/${environmentName}-sentiment-${functionName}-lambda-role`;
}

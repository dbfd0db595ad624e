import { authorizer } from "../../rehearsal/iam/authorizer.ts";
import { type DecisionRecord, denials } from "../../rehearsal/iam/decision-record.ts";
import type { DeployedPolicies } from "../../rehearsal/iam/deployed-policies.ts";
import { type Grant, grantsOf, unusedGrants } from "../../rehearsal/iam/grants.ts";
import { refusalAnswer } from "../../rehearsal/iam/refusal-answer.ts";
import { requiredPermissions } from "../../rehearsal/iam/required-permissions.ts";
import type { SignedCall } from "../../rehearsal/iam/signed-call.ts";
import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall } from "../rig/aws-call.ts";
import { withoutGrant } from "./without-grant.ts";

/** The account's own judgement of calls: each function has the role, and everything the policies, that the stack gives. */
export interface EnforcedPermissions {
  /** What a function is told whose role may not make a call; undefined where it may. */
  refuse(functionName: string, call: AwsCall): Promise<AwsAnswer | undefined>;
  /** Every decision, in its order. */
  readonly records: readonly DecisionRecord[];
  /** What was denied, each once. */
  denied(): readonly DecisionRecord[];
  /** Everything that some functions are granted. */
  granted(functionNames: readonly string[]): Promise<readonly Grant[]>;
  /** What some functions are granted and have not used. */
  unused(functionNames: readonly string[]): Promise<readonly Grant[]>;
  /** What they are granted and could do without: each call that was made would also be allowed without it. */
  dispensable(functionNames: readonly string[]): Promise<readonly Grant[]>;
}

/** @param roleOf ARN of a function's role. */
export function enforcePermissions(
  deployed: DeployedPolicies,
  roleOf: (functionName: string) => string,
): EnforcedPermissions {
  const { refusal, records } = authorizer(deployed);
  const made = new Map<string, MadeCall>();
  const grantsOfAll = async (functionNames: readonly string[]) => {
    const grants = await Promise.all(functionNames.map((name) => grantsOf(roleOf(name), deployed)));
    return grants.flat();
  };
  return {
    async refuse(functionName, call) {
      const [role, signed] = [roleOf(functionName), signedCall(call)];
      const refused = await refusal(role, signed);
      if (refused === undefined) return remember(made, { role, call: signed });
      const { status, body } = refusalAnswer(signed, refused);
      const text = body.toString("utf8");
      return { status, body: signed.protocol === "json" ? JSON.parse(text) : text };
    },
    records,
    denied: () => denials(records),
    granted: grantsOfAll,
    unused: async (functionNames) => unusedGrants(await grantsOfAll(functionNames), records),
    async dispensable(functionNames) {
      const found: Grant[] = [];
      for (const grant of await grantsOfAll(functionNames)) {
        const refused = await refusalWithout(deployed, grant, [...made.values()]);
        if (refused?.role !== grant.role || refused.action !== grant.action) found.push(grant);
      }
      return found;
    },
  };
}

/** A call that a function made. */
interface MadeCall {
  readonly role: string;
  readonly call: SignedCall;
}

/** Keeps one call of those that take the same permissions. */
function remember(made: Map<string, MadeCall>, each: MadeCall): undefined {
  const required = requiredPermissions(each.call, "111122223333");
  made.set(JSON.stringify([each.role, required]), each);
  return undefined;
}

/** The first refusal of calls that were made, had a grant not been there; undefined where all would pass. */
async function refusalWithout(
  deployed: DeployedPolicies,
  grant: Grant,
  calls: readonly MadeCall[],
): Promise<DecisionRecord | undefined> {
  const { refusal } = authorizer(withoutGrant(deployed, grant));
  const refusals = await Promise.all(calls.map(({ role, call }) => refusal(role, call)));
  return refusals.find((refused) => refused !== undefined);
}

const services: Readonly<Record<AwsCall["service"], Pick<SignedCall, "service" | "protocol">>> = {
  DynamoDB: { service: "dynamodb", protocol: "json" },
  SNS: { service: "sns", protocol: "query" },
  CloudWatch: { service: "monitoring", protocol: "json" },
  SecretsManager: { service: "secretsmanager", protocol: "json" },
  other: { service: "unknown", protocol: "rest-json" },
};

function signedCall({ service, operation, input }: AwsCall): SignedCall {
  return { ...services[service], region: "us-east-1", operation, url: "/", headerNames: [], parameters: input };
}

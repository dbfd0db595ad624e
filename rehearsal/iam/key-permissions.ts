import type { DeployedPolicies } from "./deployed-policies.ts";
import { NotUnderstoodError } from "./not-understood.ts";
import type { RequiredPermission } from "./required-permissions.ts";

/**
 * What a service does with the key of a resource in the name of the caller, by the action that makes it do so.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
const keyUses: Readonly<Record<string, readonly string[]>> = {
  "secretsmanager:GetSecretValue": ["kms:Decrypt"],
  "secretsmanager:PutSecretValue": ["kms:Decrypt", "kms:GenerateDataKey"],
  "sns:Publish": ["kms:Decrypt", "kms:GenerateDataKey"],
  "sqs:ReceiveMessage": ["kms:Decrypt"],
  "sqs:SendMessage": ["kms:Decrypt", "kms:GenerateDataKey"],
};

/** Actions that leave what is encrypted alone. */
const withoutKey: readonly string[] = [
  "secretsmanager:DescribeSecret",
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
];

/**
 * What permissions take beside themselves: where the resource is under the account's own key, the caller must be allowed
 * what the service does with it.
 *
 * @throws NotUnderstoodError where a service is met that is not known to use such a key.
 */
export async function viaKeys(
  required: readonly RequiredPermission[],
  region: string,
  deployed: DeployedPolicies,
): Promise<readonly RequiredPermission[]> {
  const found: RequiredPermission[] = [];
  for (const { action, resource } of required) {
    const key = withoutKey.includes(action) ? undefined : await deployed.keyOf(resource);
    if (key === undefined) continue;
    const uses = Object.hasOwn(keyUses, action) ? keyUses[action] : undefined;
    if (uses === undefined) throw new NotUnderstoodError(`${action} on ${resource}, which is under ${key}`);
    const context = { "kms:viaservice": `${action.split(":")[0]}.${region}.amazonaws.com` };
    found.push(...uses.map((use) => ({ action: use, resource: key, context })));
  }
  return found;
}

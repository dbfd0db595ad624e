import type { StackJson } from "../../modules/synthesis/synthesized-stack.ts";
import type { DeployedPolicies } from "./deployed-policies.ts";
import { NotUnderstoodError } from "./not-understood.ts";
import { readPolicy } from "./policy.ts";
import { type ResolvedResource, resolvedResources } from "./resolved-resources.ts";

/** Kinds of resources that carry a policy in an attribute of their own, with the attribute. */
const ownPolicies: readonly (readonly [kind: string, attribute: string])[] = [
  ["aws_kms_key", "policy"],
  ["aws_sqs_queue", "policy"],
];

/** Kinds that attach a policy to another resource, whose ARN or name stands in the attribute. */
const attachedPolicies: readonly (readonly [kind: string, attribute: string, of: string])[] = [
  ["aws_sns_topic_policy", "arn", "aws_sns_topic"],
  ["aws_sqs_queue_policy", "queue_url", "aws_sqs_queue"],
  ["aws_s3_bucket_policy", "bucket", "aws_s3_bucket"],
  ["aws_secretsmanager_secret_policy", "secret_arn", "aws_secretsmanager_secret"],
  ["aws_dynamodb_resource_policy", "resource_arn", "aws_dynamodb_table"],
];

/** Attributes that name the account's own key, by kind. */
const keyAttributes: Readonly<
  Record<string, (resource: ResolvedResource, all: readonly ResolvedResource[]) => unknown>
> = {
  aws_dynamodb_table: ({ body }) => (body.server_side_encryption as { kms_key_arn?: unknown } | undefined)?.kms_key_arn,
  aws_s3_bucket: ({ body }, all) =>
    all
      .filter(({ kind }) => kind === "aws_s3_bucket_server_side_encryption_configuration")
      .filter((each) => each.body.bucket === body.bucket)
      .map((each) => /"kms_master_key_id":"([^"]+)"/.exec(JSON.stringify(each.body))?.[1])
      .find((key) => key !== undefined),
  aws_secretsmanager_secret: ({ body }) => body.kms_key_id,
  aws_sns_topic: ({ body }) => body.kms_master_key_id,
  aws_sqs_queue: ({ body }) => body.kms_master_key_id,
};

/**
 * The policies in the synthesized JSON of a stack, as they will be when it is deployed.
 *
 * @throws NotUnderstoodError where it is not known where the stack is deployed, or which resource a policy is of.
 */
export function policiesOfStack(stack: StackJson): DeployedPolicies {
  return policiesAmong(resolvedResources(stack));
}

/**
 * The policies among resources, of one stack or of several in one account.
 *
 * @throws NotUnderstoodError where it is not known which resource a policy is of.
 */
export function policiesAmong(resources: readonly ResolvedResource[]): DeployedPolicies {
  const of = (kind: string) => resources.filter((each) => each.kind === kind);
  const carried = new Map(carriedPolicies(resources).map(({ arn, text }) => [arn, text]));
  const bodyOf = (role: string) => {
    const found = of("aws_iam_role").find(({ arn }) => arn === role);
    if (found === undefined) throw new NotUnderstoodError(`the role ${role}`);
    return found.body;
  };
  return {
    ofRole: kept(async (role) => {
      const { name, permissions_boundary, inline_policy, managed_policy_arns } = bodyOf(role);
      if ([permissions_boundary, inline_policy, managed_policy_arns].some((each) => each !== undefined))
        throw new NotUnderstoodError(`a boundary or policies inside of the role ${role}`);
      const inline = ofRoleNamed(of("aws_iam_role_policy"), name);
      const attached = ofRoleNamed(of("aws_iam_role_policy_attachment"), name);
      const managed = attached.map(({ body }) => managedPolicy(of("aws_iam_policy"), String(body.policy_arn)));
      return [...inline, ...managed].map(({ body }) => readPolicy(String(body.name), "identity", String(body.policy)));
    }),
    ofResource: kept(async (arn) => {
      const text = carried.get(carrierOf(arn));
      return text === undefined ? undefined : readPolicy(carrierOf(arn), "resource", text);
    }),
    async keyOf(arn) {
      const carrier = resources.find((each) => each.arn === carrierOf(arn));
      const key = carrier === undefined ? undefined : keyAttributes[carrier.kind]?.(carrier, resources);
      return key === undefined ? undefined : String(key);
    },
  };
}

/** Policies of a stack do not change: each is read once. */
function kept<T>(find: (arn: string) => Promise<T>): (arn: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (arn) => {
    const known = found.get(arn) ?? find(arn);
    found.set(arn, known);
    return known;
  };
}

/** What belongs to a role; of whom something else is must be known, or a refusal could be missed. */
function ofRoleNamed(resources: readonly ResolvedResource[], name: unknown): readonly ResolvedResource[] {
  const unknown = resources.find(({ body }) => typeof body.role !== "string" || body.role.includes("${"));
  if (unknown !== undefined) throw new NotUnderstoodError(`the role ${JSON.stringify(unknown.body.role)} of a policy`);
  return resources.filter(({ body }) => body.role === name);
}

function managedPolicy(policies: readonly ResolvedResource[], arn: string): ResolvedResource {
  const found = policies.find((each) => each.arn === arn);
  if (found === undefined) throw new NotUnderstoodError(`the managed policy ${arn}, which is not in the stack`);
  return found;
}

function carriedPolicies(resources: readonly ResolvedResource[]) {
  const own = ownPolicies.flatMap(([kind, attribute]) =>
    resources
      .filter((each) => each.kind === kind && each.body[attribute] !== undefined)
      .map(({ arn, body }) => ({ arn, text: String(body[attribute]) })),
  );
  const attached = attachedPolicies.flatMap(([kind, attribute, carrier]) =>
    resources
      .filter((each) => each.kind === kind)
      .map(({ body }) => {
        const names = String(body[attribute]);
        const found = resources.find(
          (each) => each.kind === carrier && (each.arn === names || each.body.bucket === names),
        );
        if (found === undefined) throw new NotUnderstoodError(`the ${kind} of ${names}`);
        return { arn: found.arn, text: String(body.policy) };
      }),
  );
  return [...own, ...attached];
}

/** The resource whose policy counts: of an object its bucket, of an index its table. */
function carrierOf(arn: string): string {
  const [, bucket] = /^(arn:aws:s3:::[^/]+)\//.exec(arn) ?? [];
  const [, table] = /^(arn:aws:dynamodb:.*:table\/[^/]+)\/index\//.exec(arn) ?? [];
  return bucket ?? table ?? arn;
}

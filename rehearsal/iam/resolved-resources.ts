import type { StackJson } from "../../modules/synthesis/synthesized-stack.ts";
import { NotUnderstoodError } from "./not-understood.ts";

/**
 * A resource of a stack with references replaced by what they will be. One whose value is only known when it is deployed
 * stays as it is: it still begins with `${`.
 */
export interface ResolvedResource {
  readonly kind: string;
  /** Its name in the stack. */
  readonly id: string;
  /** Empty for kinds whose ARN nobody here needs. */
  readonly arn: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Where a stack is deployed. */
interface Place {
  readonly region: string;
  readonly accountId: string;
  /** Name of the stack, as its resources are tagged. */
  readonly stack: string;
}

type Body = Readonly<Record<string, unknown>>;

/** Characters that Secrets Manager adds to each name; which ones, nobody knows before. */
export const secretSuffix = "-AbCdEf";

/** ARNs as AWS makes them; the id of a key is made up of names, because AWS makes one up too. */
const arns: Readonly<Record<string, (body: Body, place: Place, id: string) => string>> = {
  aws_cloudwatch_log_group: ({ name }, { region, accountId }) =>
    `arn:aws:logs:${region}:${accountId}:log-group:${name}`,
  aws_dynamodb_table: ({ name }, { region, accountId }) => `arn:aws:dynamodb:${region}:${accountId}:table/${name}`,
  aws_iam_policy: ({ name }, { accountId }) => `arn:aws:iam::${accountId}:policy/${name}`,
  aws_iam_role: ({ name }, { accountId }) => `arn:aws:iam::${accountId}:role/${name}`,
  aws_kms_key: (_, { region, accountId, stack }, id) => `arn:aws:kms:${region}:${accountId}:key/${stack}-${id}`,
  aws_s3_bucket: ({ bucket }) => `arn:aws:s3:::${bucket}`,
  aws_secretsmanager_secret: ({ name }, { region, accountId }) =>
    `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}${secretSuffix}`,
  aws_sns_topic: ({ name }, { region, accountId }) => `arn:aws:sns:${region}:${accountId}:${name}`,
  aws_sqs_queue: ({ name }, { region, accountId }) => `arn:aws:sqs:${region}:${accountId}:${name}`,
};

/** Kinds that decide on permissions, or that such kinds refer to. */
const kinds: readonly string[] = [
  ...Object.keys(arns),
  "aws_dynamodb_resource_policy",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_secretsmanager_secret_policy",
  "aws_sns_topic_policy",
  "aws_sqs_queue_policy",
];

/** Value of an attribute, by kind and name of its resource; undefined where it is not known. */
export type AttributeValue = (kind: string, id: string, attribute: string) => unknown;

/**
 * Everything in a stack that decides on permissions.
 *
 * @param deployed values that it got when it was deployed. Default: as far as they can be told from names.
 * @throws NotUnderstoodError where it is not known where the stack is deployed.
 */
export function resolvedResources(
  stack: StackJson,
  deployed: AttributeValue = valuesFromNames(stack),
): readonly ResolvedResource[] {
  const all = stack.resource ?? {};
  const arnOf = (kind: string, id: string) => (kind in arns ? String(deployed(kind, id, "arn") ?? "") : "");
  const referred = (reference: string, kind: string, id: string, attribute: string): string => {
    const value = deployed(kind, id, attribute);
    return typeof value === "string" && value !== "" ? value : reference;
  };
  const resolve = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(/\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}/g, referred);
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolve(each)]));
  };
  return kinds.flatMap((kind) =>
    Object.entries(all[kind] ?? {}).map(([id, body]) => ({
      kind,
      id,
      arn: arnOf(kind, id),
      body: resolve(body) as Body,
    })),
  );
}

function valuesFromNames(stack: StackJson): AttributeValue {
  const place = placeOf(stack);
  return (kind, id, attribute) => {
    const body = stack.resource?.[kind]?.[id];
    return body === undefined || attribute !== "arn" ? body?.[attribute] : arns[kind]?.(body, place, id);
  };
}

function placeOf({ provider }: StackJson): Place {
  const [aws] = (provider as { readonly aws?: readonly ProviderBlock[] } | undefined)?.aws ?? [];
  const [region, accountId, stack] = [aws?.region, aws?.allowed_account_ids?.[0], aws?.default_tags?.[0]?.tags?.Stack];
  if (region === undefined || accountId === undefined || stack === undefined)
    throw new NotUnderstoodError("a stack whose provider does not name region, account and stack");
  return { region, accountId, stack };
}

/** A provider of a stack, as far as it is read here. */
interface ProviderBlock {
  readonly region?: string;
  readonly allowed_account_ids?: readonly string[];
  readonly default_tags?: readonly { readonly tags?: { readonly Stack?: string } }[];
}

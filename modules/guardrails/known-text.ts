import type { Resource } from "./resource.ts";
import { asText } from "./resource.ts";

/** What values are looked up in. */
export interface KnownIn {
  readonly target: (reference: string) => Resource | undefined;
  readonly regionOf: (resource: Resource) => string;
  readonly accountId: string;
}

/** References that lead through others end here; Terraform itself refuses cycles. */
const deepest = 5;

const reference = /\$\{(?:aws_\w+)\.(?:[\w-]+)\.(\w+)\}/g;

/** A text in which references are replaced by their values, as far as these are known before a deployment. */
export function knownText(text: string, known: KnownIn, depth = 0): string {
  if (depth === deepest || !text.includes("${")) return text;
  return text.replaceAll(reference, (whole, attribute: string) => {
    const target = known.target(whole);
    if (target === undefined) return whole;
    const value = target.body[attribute] ?? computed(target, attribute, known);
    return typeof value === "string" ? knownText(value, known, depth + 1) : whole;
  });
}

/** Attributes that name a resource of a kind, where it is not `name`. */
const nameAttributes: Readonly<Record<string, string>> = {
  aws_cloudwatch_dashboard: "dashboard_name",
  aws_lambda_function: "function_name",
  aws_s3_bucket: "bucket",
  aws_cloudwatch_metric_alarm: "alarm_name",
  aws_cloudwatch_composite_alarm: "alarm_name",
  aws_xray_group: "group_name",
  aws_xray_sampling_rule: "rule_name",
  aws_cognito_identity_pool: "identity_pool_name",
};

/** Attribute that holds the name of a resource of this kind. */
export function nameAttribute(kind: string): string {
  return nameAttributes[kind] ?? "name";
}

/** Kinds whose id is their name. */
const namedById = ["aws_s3_bucket", "aws_iam_role", "aws_cloudwatch_log_group", "aws_dynamodb_table"];

function computed(resource: Resource, attribute: string, known: KnownIn): unknown {
  const { kind, body } = resource;
  const name = body[nameAttribute(kind)];
  if (attribute === "id" && namedById.includes(kind)) return name;
  return attribute === "arn"
    ? arnShapes[kind]?.(`${known.regionOf(resource)}:${known.accountId}`, asText(name))
    : undefined;
}

/** ARNs by kind (AWS service authorization reference). Each character that AWS chooses stands as a question mark. */
const arnShapes: Readonly<Record<string, (place: string, name: string) => string>> = {
  aws_cloudwatch_composite_alarm: (place, name) => `arn:aws:cloudwatch:${place}:alarm:${name}`,
  aws_cloudwatch_event_rule: (place, name) => `arn:aws:events:${place}:rule/${name}`,
  aws_cloudwatch_log_group: (place, name) => `arn:aws:logs:${place}:log-group:${name}`,
  aws_cloudwatch_metric_alarm: (place, name) => `arn:aws:cloudwatch:${place}:alarm:${name}`,
  aws_dynamodb_table: (place, name) => `arn:aws:dynamodb:${place}:table/${name}`,
  aws_iam_policy: (place, name) => `arn:aws:iam::${accountOf(place)}:policy/${name}`,
  aws_iam_role: (place, name) => `arn:aws:iam::${accountOf(place)}:role/${name}`,
  aws_kms_key: (place) => `arn:aws:kms:${place}:key/${"?".repeat(36)}`,
  aws_lambda_function: (place, name) => `arn:aws:lambda:${place}:function:${name}`,
  aws_s3_bucket: (_, name) => `arn:aws:s3:::${name}`,
  aws_secretsmanager_secret: (place, name) => `arn:aws:secretsmanager:${place}:secret:${name}-${"?".repeat(6)}`,
  aws_sns_topic: (place, name) => `arn:aws:sns:${place}:${name}`,
  aws_sqs_queue: (place, name) => `arn:aws:sqs:${place}:${name}`,
};

function accountOf(place: string): string {
  return place.slice(place.indexOf(":") + 1);
}

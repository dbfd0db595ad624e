import type { StackJson } from "../../../modules/synthesis/synthesized-stack.ts";

/** Kinds whose resources Terraform takes over by name or ARN, with what their ARNs say before the name. */
const importableKinds: Readonly<
  Record<string, { readonly arn: RegExp; readonly name: string; readonly by: "name" | "arn" }>
> = {
  aws_backup_vault: { arn: /:backup-vault:(.+)$/, name: "name", by: "name" },
  aws_cloudwatch_composite_alarm: { arn: /:cloudwatch:.+:alarm:(.+)$/, name: "alarm_name", by: "name" },
  aws_cloudwatch_log_group: { arn: /:logs:.+:log-group:(.+)$/, name: "name", by: "name" },
  aws_cloudwatch_metric_alarm: { arn: /:cloudwatch:.+:alarm:(.+)$/, name: "alarm_name", by: "name" },
  aws_dynamodb_table: { arn: /:dynamodb:.+:table\/(.+)$/, name: "name", by: "name" },
  aws_iam_role: { arn: /:iam:.+:role\/(.+)$/, name: "name", by: "name" },
  aws_lambda_function: { arn: /:lambda:.+:function:(.+)$/, name: "function_name", by: "name" },
  aws_s3_bucket: { arn: /:s3:::([^/]+)$/, name: "bucket", by: "name" },
  aws_secretsmanager_secret: { arn: /:secretsmanager:.+:secret:(.+)-\w{6}$/, name: "name", by: "arn" },
  aws_sns_topic: { arn: /:sns:.+:([^:]+)$/, name: "name", by: "arn" },
};

/** `terraform import` for what a stack declares under the name that an ARN has; undefined where it cannot be told. */
export function importCommand(arn: string, { resource = {} }: StackJson): string | undefined {
  const commands = Object.entries(importableKinds).flatMap(([kind, { arn: pattern, name: attribute, by }]) => {
    const name = pattern.exec(arn)?.[1];
    return Object.entries(resource[kind] ?? {})
      .filter(([, body]) => name !== undefined && body[attribute] === name)
      .map(([id]) => `terraform import ${kind}.${id} ${by === "arn" ? arn : name}`);
  });
  return commands.length === 1 ? commands[0] : undefined;
}

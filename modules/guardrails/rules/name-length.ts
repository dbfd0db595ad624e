import { type NamedService, nameLimits } from "../../naming/naming.ts";
import { nameAttribute } from "../known-text.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

const services: Readonly<Record<string, NamedService>> = {
  aws_api_gateway_rest_api: "API Gateway REST API",
  aws_backup_plan: "Backup plan",
  aws_backup_vault: "Backup vault",
  aws_budgets_budget: "Budgets budget",
  aws_ce_anomaly_monitor: "Cost Explorer anomaly monitor",
  aws_ce_anomaly_subscription: "Cost Explorer anomaly subscription",
  aws_cloudwatch_composite_alarm: "CloudWatch alarm",
  aws_cloudwatch_event_rule: "EventBridge rule",
  aws_cloudwatch_metric_alarm: "CloudWatch alarm",
  aws_cognito_identity_pool: "Cognito identity pool",
  aws_cognito_user_pool: "Cognito user pool",
  aws_cognito_user_pool_client: "Cognito user pool client",
  aws_dynamodb_table: "DynamoDB table",
  aws_iam_policy: "IAM policy",
  aws_iam_role: "IAM role",
  aws_kms_alias: "KMS alias",
  aws_lambda_function: "Lambda function",
  aws_rum_app_monitor: "RUM app monitor",
  aws_sns_topic: "SNS topic",
  aws_sqs_queue: "SQS queue",
  aws_xray_group: "X-Ray group",
  aws_xray_sampling_rule: "X-Ray sampling rule",
};

export const nameLength: Rule = {
  id: "name-length",
  wrong: "A resource's name is longer than its service takes.",
  matters: "Plan and emulator take a function name of 70 characters; AWS refuses it in the middle of a deployment.",
  remedy: "Shorten the name; constructs get theirs from modules/naming, which checks the same limits.",
  requirements: ["AWS"],
  check: eachOf(Object.keys(services), ({ kind, body }, stack) => {
    const name = stack.text(body[nameAttribute(kind)]);
    const service = services[kind];
    if (name === undefined || service === undefined || name.includes("${")) return "not applicable";
    const limit = nameLimits[service];
    return violationIf(name.length > limit, {
      path: nameAttribute(kind),
      found: `"${name}", ${name.length} characters`,
      expected: `at most ${limit} for the name of a ${service}`,
    });
  }),
};

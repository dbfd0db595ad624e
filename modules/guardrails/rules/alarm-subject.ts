import { metricsOfAlarm } from "../alarm-metrics.ts";
import type { CheckedStack } from "../checked-stack.ts";
import { nameAttribute } from "../known-text.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

/** Kind of the resource that a dimension names, by namespace and dimension. */
const kinds: Readonly<Record<string, string>> = {
  "AWS/ApiGateway ApiName": "aws_api_gateway_rest_api",
  "AWS/DynamoDB TableName": "aws_dynamodb_table",
  "AWS/Events RuleName": "aws_cloudwatch_event_rule",
  "AWS/Lambda FunctionName": "aws_lambda_function",
  "AWS/SNS TopicName": "aws_sns_topic",
  "AWS/SQS QueueName": "aws_sqs_queue",
  "AWS/X-Ray GroupName": "aws_xray_group",
};

export const alarmSubject: Rule = {
  id: "alarm-subject",
  wrong: "An alarm watches something that no stack has.",
  matters: "CloudWatch takes any name; the alarm waits for data that never comes.",
  remedy: "Refer to the resource, instead of writing its name.",
  requirements: ["FR-040", "FR-041", "D35"],
  check: eachOf("aws_cloudwatch_metric_alarm", (alarm, stack) => {
    const named = metricsOfAlarm(alarm, stack).flatMap(({ namespace, dimensions }) =>
      Object.entries(dimensions).flatMap(([dimension, name]) => {
        const kind = kinds[`${namespace} ${dimension}`];
        return kind === undefined || name.includes("${") ? [] : [{ kind, dimension, name }];
      }),
    );
    if (named.length === 0) return "not applicable";
    return named.flatMap(({ kind, dimension, name }) =>
      violationIf(!stack.stacks.some((each) => has(each, kind, name)), {
        path: `dimensions.${dimension}`,
        found: `"${name}"`,
        expected: `the name of one of the resources ${kind}`,
      }),
    );
  }),
};

function has(stack: CheckedStack, kind: string, name: string): boolean {
  return stack.of(kind).some(({ body }) => stack.text(body[nameAttribute(kind)]) === name);
}

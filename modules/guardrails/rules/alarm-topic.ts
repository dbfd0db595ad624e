import type { CheckedStack } from "../checked-stack.ts";
import type { Statement } from "../policies.ts";
import { list, type Resource } from "../resource.ts";
import { eachOf, type Rule, type Violation, violationIf } from "../rule.ts";

const service = "cloudwatch.amazonaws.com";

export const alarmTopic: Rule = {
  id: "alarm-topic",
  wrong: "CloudWatch may not publish to the topic that alarms report to.",
  matters:
    "Every action of every alarm fails, in silence: under AWS's own key, or where a policy leaves CloudWatch out.",
  remedy: "Encrypt the topic with a key of your own, and allow cloudwatch.amazonaws.com in both policies.",
  requirements: ["FR-039"],
  check: eachOf("aws_sns_topic", (topic, stack) => {
    if (!isToldOfAlarms(topic, stack)) return "not applicable";
    return [...policyViolations(topic, stack), ...keyViolations(topic, stack)];
  }),
};

function isToldOfAlarms(topic: Resource, stack: CheckedStack): boolean {
  return ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"]
    .flatMap((kind) => stack.of(kind))
    .some(({ body }) => list(body.alarm_actions).some((action) => stack.target(action) === topic));
}

/** Without a policy of its own a topic takes what its account sends, alarms too. */
function policyViolations(topic: Resource, stack: CheckedStack): readonly Violation[] {
  const policy = stack.policies.find(
    ({ resource }) =>
      resource === topic || (resource.kind === "aws_sns_topic_policy" && stack.target(resource.body.arn) === topic),
  );
  if (policy?.statements === undefined) return [];
  return violationIf(!allows(policy.statements, ["sns:publish"]), {
    found: `a topic policy that leaves ${service} out`,
    expected: `sns:Publish for ${service}`,
  });
}

function keyViolations(topic: Resource, stack: CheckedStack): readonly Violation[] {
  const id = topic.body.kms_master_key_id;
  if (id === undefined) return [];
  const key = stack.target(id);
  const statements = stack.policies.find(({ resource }) => resource === key)?.statements ?? [];
  return violationIf(!allows(statements, ["kms:decrypt", "kms:generatedatakey*"]), {
    path: "kms_master_key_id",
    found: key === undefined ? JSON.stringify(id) : `${key.address}, whose policy leaves ${service} out`,
    expected: `a key that allows kms:Decrypt and kms:GenerateDataKey* to ${service}`,
  });
}

function allows(statements: readonly Statement[], actions: readonly string[]): boolean {
  const given = statements
    .filter((statement) => statement.allows && statement.principals.Service?.includes(service))
    .flatMap((statement) => statement.actions.map((action) => action.toLowerCase()));
  return actions.every((action) => given.includes(action) || given.includes(action.replace(/\*$/, "")));
}

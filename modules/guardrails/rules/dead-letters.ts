import type { CheckedStack } from "../checked-stack.ts";
import { functionOf } from "../functions.ts";
import { block, type Resource } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const deadLetters: Rule = {
  id: "dead-letters",
  wrong: "What a topic or a schedule sends to a function is lost when it cannot be worked on.",
  matters: "After its retries Lambda or EventBridge drops the event, and nobody can look at it or send it again.",
  remedy: "Give the function, or the target of the schedule, a dead-letter queue.",
  requirements: ["D9"],
  check: (stack) => [...subscriptions(stack), ...targets(stack)],
};

const subscriptions = eachOf("aws_sns_topic_subscription", ({ body }, stack) => {
  const target = functionOf(body.endpoint, stack);
  if (body.protocol !== "lambda" || target === undefined) return "not applicable";
  return violationIf(!keepsFailures(target, stack), {
    path: "endpoint",
    found: `${target.address} without a dead-letter queue`,
    expected: "dead_letter_config, or a destination for failures",
  });
});

const targets = eachOf("aws_cloudwatch_event_target", ({ body }, stack) => {
  if (functionOf(body.arn, stack) === undefined) return "not applicable";
  return violationIf(block(body.dead_letter_config).arn === undefined, {
    path: "dead_letter_config",
    found: "nothing",
    expected: "the ARN of a queue",
  });
});

function keepsFailures(target: Resource, stack: CheckedStack): boolean {
  const destinations = stack
    .of("aws_lambda_function_event_invoke_config")
    .filter(({ body }) => functionOf(body.function_name, stack) === target)
    .map(({ body }) => block(block(body.destination_config).on_failure).destination);
  return [block(target.body.dead_letter_config).target_arn, ...destinations].some((queue) => queue !== undefined);
}

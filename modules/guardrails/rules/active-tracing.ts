import { asText, block } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const activeTracing: Rule = {
  id: "active-tracing",
  wrong: "A function, a stage or a topic between functions has tracing off.",
  matters: "The trace breaks there: what comes after is another trace, or none.",
  remedy: 'Set tracing_config to "Active", of a stage xray_tracing_enabled to true.',
  requirements: ["FR-013", "FR-035", "SC-001", "SC-008"],
  check: (stack) => [...functions(stack), ...stages(stack), ...topics(stack)],
};

const functions = eachOf("aws_lambda_function", ({ body }) => {
  const { mode } = block(body.tracing_config);
  return violationIf(mode !== "Active", { path: "tracing_config.mode", found: asText(mode), expected: "Active" });
});

const stages = eachOf("aws_api_gateway_stage", ({ body: { xray_tracing_enabled: enabled } }) =>
  violationIf(enabled !== true, { path: "xray_tracing_enabled", found: asText(enabled), expected: "true" }),
);

const topics = eachOf("aws_sns_topic", (topic, stack) => {
  const delivers = stack
    .of("aws_sns_topic_subscription")
    .some(({ body }) => body.protocol === "lambda" && stack.target(body.topic_arn) === topic);
  if (!delivers) return "not applicable";
  const { tracing_config: mode } = topic.body;
  return violationIf(mode !== "Active", { path: "tracing_config", found: asText(mode), expected: "Active" });
});

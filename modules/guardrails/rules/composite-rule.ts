import { eachOf, type Rule } from "../rule.ts";
import { readCompositeRule } from "../syntax/composite-rule.ts";

export const compositeRule: Rule = {
  id: "composite-rule",
  wrong: "The rule of a composite alarm is not written as CloudWatch reads it.",
  matters: "CloudWatch refuses the alarm in the middle of a deployment.",
  remedy: 'Write it as ALARM("name") OR ALARM("name"); AND, NOT and brackets are there too.',
  requirements: ["AWS"],
  check: eachOf("aws_cloudwatch_composite_alarm", ({ body }, stack) => {
    const { fault } = readCompositeRule(stack.text(body.alarm_rule) ?? "");
    return fault === undefined ? [] : [{ path: "alarm_rule", found: fault, expected: "a rule that can be read" }];
  }),
};

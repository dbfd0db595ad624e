import { eachOf, type Rule, violationIf } from "../rule.ts";
import { readCompositeRule } from "../syntax/composite-rule.ts";

const kinds = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"];

export const compositeMember: Rule = {
  id: "composite-member",
  wrong: "A composite alarm sums up an alarm that no stack has.",
  matters: "CloudWatch takes the rule, and that part of it is never on.",
  remedy: "Correct the name; take it from the alarm.",
  requirements: ["FR-129"],
  check: eachOf("aws_cloudwatch_composite_alarm", ({ body }, stack) => {
    const known = new Set(
      stack.stacks.flatMap((each) =>
        kinds.flatMap((kind) => each.of(kind)).flatMap((alarm) => each.text(alarm.body.alarm_name) ?? []),
      ),
    );
    return readCompositeRule(stack.text(body.alarm_rule) ?? "").alarms.flatMap((alarm) => {
      const name = alarm.replace(/^arn:aws:cloudwatch:[^:]*:\d*:alarm:/, "");
      return violationIf(!known.has(name), { path: "alarm_rule", found: `"${name}"`, expected: "an alarm of a stack" });
    });
  }),
};

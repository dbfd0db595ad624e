import { eachOf, type Rule, violationIf } from "../rule.ts";
import { readCompositeRule } from "../syntax/composite-rule.ts";

/** CloudWatch API reference, PutCompositeAlarm. */
const maximumAlarms = 100;
const maximumCharacters = 10_240;

export const compositeSize: Rule = {
  id: "composite-size",
  wrong: "A composite alarm sums up more than CloudWatch takes in one rule.",
  matters: "It is refused in the middle of a deployment, mostly when somebody adds the one alarm too many.",
  remedy: "Make composites of parts, and one over these.",
  requirements: ["AWS"],
  check: eachOf("aws_cloudwatch_composite_alarm", ({ body }, stack) => {
    const text = stack.text(body.alarm_rule) ?? "";
    const count = new Set(readCompositeRule(text).alarms).size;
    return [
      ...violationIf(count > maximumAlarms, {
        path: "alarm_rule",
        found: `${count} alarms`,
        expected: `at most ${maximumAlarms}`,
      }),
      ...violationIf(text.length > maximumCharacters, {
        path: "alarm_rule",
        found: `${text.length} characters`,
        expected: `at most ${maximumCharacters}`,
      }),
    ];
  }),
};

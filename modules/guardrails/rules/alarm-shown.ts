import { shownOnDashboards } from "../dashboards.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const alarmShown: Rule = {
  id: "alarm-shown",
  wrong: "An alarm of a stack with functions stands on no dashboard.",
  matters: "Who is woken sees some of what is on and takes it for everything.",
  remedy: "Make the dashboard of the register of alarms.",
  requirements: ["FR-044", "SC-022"],
  check: eachOf(["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"], (alarm, stack) => {
    if (stack.of("aws_lambda_function").length === 0) return "not applicable";
    const name = stack.text(alarm.body.alarm_name) ?? "";
    const arn = `arn:aws:cloudwatch:${stack.regionOf(alarm)}:${stack.accountId}:alarm:${name}`;
    const shown = shownOnDashboards(stack.stacks).alarms.has(arn);
    return violationIf(!shown, { found: `"${name}" on no dashboard`, expected: "a widget with its ARN" });
  }),
};

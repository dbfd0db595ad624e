import { widgetsOf } from "../dashboards.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

const kinds = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"];

export const dashboardAlarm: Rule = {
  id: "dashboard-alarm",
  wrong: "A dashboard shows an alarm that no stack has.",
  matters: "The widget shows nothing in its place, and the alarm that was meant is not seen.",
  remedy: "Correct the ARN; take name, account and region from the alarm.",
  requirements: ["FR-044"],
  check: eachOf("aws_cloudwatch_dashboard", (dashboard, stack) => {
    const shown = (widgetsOf(dashboard, stack) ?? []).flatMap(({ alarms, path }) =>
      alarms.map((arn) => ({ arn, path })),
    );
    if (shown.length === 0) return "not applicable";
    const known = new Set(
      stack.stacks.flatMap((each) =>
        kinds
          .flatMap((kind) => each.of(kind))
          .map(
            (alarm) =>
              `arn:aws:cloudwatch:${each.regionOf(alarm)}:${each.accountId}:alarm:${each.text(alarm.body.alarm_name)}`,
          ),
      ),
    );
    return shown.flatMap(({ arn, path }) =>
      violationIf(!known.has(arn), { path, found: `"${arn}"`, expected: "the ARN of an alarm of a stack" }),
    );
  }),
};

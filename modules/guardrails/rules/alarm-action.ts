import { list } from "../resource.ts";
import { eachOf, type Rule } from "../rule.ts";

export const alarmAction: Rule = {
  id: "alarm-action",
  wrong: "An alarm tells nobody that it went off, or that it is over.",
  matters: "Nobody looks at alarms that are silent; and without the second message people go on looking.",
  remedy: "Set alarm_actions and ok_actions to the alarm topic.",
  requirements: ["FR-039"],
  check: eachOf(["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"], ({ body }) => [
    ...["alarm_actions", "ok_actions"]
      .filter((path) => list(body[path]).length === 0)
      .map((path) => ({ path, found: "nothing", expected: "the ARN of a topic" })),
    ...(body.actions_enabled === false
      ? [{ path: "actions_enabled", found: "false", expected: "true, or nothing" }]
      : []),
  ]),
};

import { number } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const alarmDatapoints: Rule = {
  id: "alarm-datapoints",
  wrong: "An alarm wants more breaching periods than it looks at.",
  matters: "CloudWatch refuses the alarm in the middle of a deployment.",
  remedy: "Lower datapoints_to_alarm, or look at more periods.",
  requirements: ["AWS"],
  check: eachOf("aws_cloudwatch_metric_alarm", ({ body }) => {
    const datapoints = number(body.datapoints_to_alarm);
    const periods = number(body.evaluation_periods);
    if (datapoints === undefined || periods === undefined) return "not applicable";
    return violationIf(datapoints > periods || datapoints < 1, {
      path: "datapoints_to_alarm",
      found: `${datapoints} of ${periods} periods`,
      expected: `1 to ${periods}`,
    });
  }),
};

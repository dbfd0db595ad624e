import { blocks, number } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

const daySeconds = 86_400;
const hourSeconds = 3600;

export const alarmWindow: Rule = {
  id: "alarm-window",
  wrong: "An alarm looks back further than CloudWatch does.",
  matters: "Period times periods is a day at most, a week from periods of an hour on; CloudWatch refuses the alarm.",
  remedy: "Shorten the period, or look at fewer periods.",
  requirements: ["AWS"],
  check: eachOf("aws_cloudwatch_metric_alarm", ({ body }) => {
    const periods = number(body.evaluation_periods);
    const lengths = [
      body.period,
      ...blocks(body.metric_query).flatMap((query) => [
        query.period,
        ...blocks(query.metric).map((metric) => metric.period),
      ]),
    ].flatMap((value) => number(value) ?? []);
    const period = Math.max(0, ...lengths);
    if (periods === undefined || period === 0) return "not applicable";
    const limit = period >= hourSeconds ? 7 * daySeconds : daySeconds;
    return violationIf(period * periods > limit, {
      path: "evaluation_periods",
      found: `${periods} periods of ${period} s, ${period * periods} s`,
      expected: `at most ${limit} s`,
    });
  }),
};

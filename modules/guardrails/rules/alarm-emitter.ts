import { type AlarmMetric, dimensionsText, metricsOfAlarm } from "../alarm-metrics.ts";
import type { CheckedStack } from "../checked-stack.ts";
import { emittersOf, writes } from "../emitters.ts";
import { eachOf, type Rule, type Violation } from "../rule.ts";

export const alarmEmitter: Rule = {
  id: "alarm-emitter",
  wrong: "An alarm watches a metric that nobody writes with these dimensions.",
  matters: "It stays in one state for ever: with one dimension more or less it is another metric.",
  remedy: "Correct the metric or its dimensions, or declare it in the contract of the function that writes it.",
  requirements: ["FR-042", "D35"],
  check: eachOf("aws_cloudwatch_metric_alarm", (alarm, stack) => {
    const custom = metricsOfAlarm(alarm, stack).filter(({ namespace }) => !namespace.startsWith("AWS/"));
    if (custom.length === 0) return "not applicable";
    return custom.flatMap((metric) => violations(metric, stack));
  }),
};

function violations(metric: AlarmMetric, stack: CheckedStack): readonly Violation[] {
  const same = emittersOf(metric, stack.stacks);
  if (same.some((emitter) => writes(emitter, metric))) return [];
  return [
    {
      ...(metric.path === "" ? {} : { path: metric.path }),
      found: `${metric.namespace} ${metric.name} with ${dimensionsText(metric.dimensions)}`,
      expected:
        same.length === 0
          ? "a metric of a contract or a log filter"
          : `${same.map(({ dimensions }) => Object.keys(dimensions).join(", ") || "no dimensions").join(" or ")}, with the values that are written`,
    },
  ];
}

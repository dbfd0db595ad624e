import { metricsOfAlarm } from "../alarm-metrics.ts";
import { functionOf } from "../functions.ts";
import { number } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

/** Share of the timeout at which latency is trouble: below it is noise, above it is too late (FR-061). */
const share = { lowest: 0.8, highest: 0.9 };

export const latencyThreshold: Rule = {
  id: "latency-threshold",
  wrong: "No alarm on a function's latency stands at 80 to 90 % of its timeout.",
  matters: "A threshold that was copied from elsewhere is never reached, or always; a new timeout leaves it behind.",
  remedy: "Compute the threshold from the timeout. Alarms at other shares may stand beside it.",
  requirements: ["FR-041", "FR-061"],
  check: eachOf("aws_lambda_function", (resource, stack) => {
    const timeout = number(resource.body.timeout);
    const thresholds = stack.of("aws_cloudwatch_metric_alarm").flatMap((alarm) => {
      const watches = metricsOfAlarm(alarm, stack).some(
        ({ namespace, name, dimensions }) =>
          namespace === "AWS/Lambda" && name === "Duration" && functionOf(dimensions.FunctionName, stack) === resource,
      );
      return watches ? [number(alarm.body.threshold) ?? Number.NaN] : [];
    });
    if (timeout === undefined || thresholds.length === 0) return "not applicable";
    const milliseconds = [share.lowest, share.highest].map((part) => Math.round(part * timeout * 1000));
    const [lowest = 0, highest = 0] = milliseconds;
    return violationIf(!thresholds.some((threshold) => threshold >= lowest && threshold <= highest), {
      path: "timeout",
      found: `${timeout} s, and alarms on its Duration at ${thresholds.join(", ")} ms`,
      expected: `one at ${lowest} to ${highest} ms`,
    });
  }),
};

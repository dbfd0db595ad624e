import { metricsOfAlarm } from "../alarm-metrics.ts";
import { functionOf } from "../functions.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const errorsWatched: Rule = {
  id: "errors-watched",
  wrong: "No alarm watches the errors of a function.",
  matters: "It can fail at every run, and nobody hears of it.",
  remedy: "Give it the standard set of alarms (modules/alarms/standard-set.ts), which every contract gets.",
  requirements: ["FR-040", "SC-017"],
  check: eachOf("aws_lambda_function", (resource, stack) => {
    const watched = stack
      .of("aws_cloudwatch_metric_alarm")
      .flatMap((alarm) => metricsOfAlarm(alarm, stack))
      .some(
        ({ namespace, name, dimensions }) =>
          namespace === "AWS/Lambda" && name === "Errors" && functionOf(dimensions.FunctionName, stack) === resource,
      );
    return violationIf(!watched, { found: "no alarm on its Errors", expected: "at least one" });
  }),
};

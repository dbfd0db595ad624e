import { asRecord } from "../../schema/location.ts";
import { block } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const logFilterDefault: Rule = {
  id: "log-filter-default",
  wrong: "A metric filter has a default value and dimensions.",
  matters: "CloudWatch Logs takes only one of the two, and refuses the filter.",
  remedy: "Remove the default value: silence is no number.",
  requirements: ["AWS"],
  check: eachOf("aws_cloudwatch_log_metric_filter", ({ body }) => {
    const { default_value: value, dimensions } = block(body.metric_transformation);
    if (value === undefined) return "not applicable";
    return violationIf(Object.keys(asRecord(dimensions) ?? {}).length > 0, {
      path: "metric_transformation.default_value",
      found: `${JSON.stringify(value)} beside dimensions`,
      expected: "a default value or dimensions",
    });
  }),
};

import { eachOf, type Rule } from "../rule.ts";
import { logFilterFault } from "../syntax/log-filter-pattern.ts";

export const logFilterPattern: Rule = {
  id: "log-filter-pattern",
  wrong: "A filter pattern is not written as CloudWatch Logs reads it.",
  matters: "CloudWatch Logs refuses the filter; the emulator takes any text.",
  remedy: 'Write fields as { $.level = "ERROR" }, and quote terms that hold more than letters and digits.',
  requirements: ["AWS"],
  check: eachOf(
    ["aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_subscription_filter"],
    ({ kind, body }, stack) => {
      const path = kind === "aws_cloudwatch_log_metric_filter" ? "pattern" : "filter_pattern";
      const fault = logFilterFault(stack.text(body[path]) ?? "");
      return fault === undefined ? [] : [{ path, found: fault, expected: "a pattern that can be read" }];
    },
  ),
};

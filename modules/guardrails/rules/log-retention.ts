import { asText, number } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const logRetention: Rule = {
  id: "log-retention",
  wrong: "A log group keeps its lines for ever.",
  matters: "The bill grows every month, and lines about people are kept longer than anybody needs.",
  remedy: "Set retention_in_days.",
  requirements: [],
  check: eachOf("aws_cloudwatch_log_group", ({ body: { retention_in_days: days } }) =>
    violationIf((number(days) ?? 0) <= 0, {
      path: "retention_in_days",
      found: asText(days ?? "nothing"),
      expected: "a number of days",
    }),
  ),
};

import { asText, number } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const reservedConcurrency: Rule = {
  id: "reserved-concurrency",
  wrong: "A function may use all of the account's concurrency, or none.",
  matters: "A flood on one function stops every other function of the account, and costs without a limit.",
  remedy: "Set reserved_concurrent_executions to what the function needs.",
  requirements: ["FR-035", "FR-094"],
  check: eachOf("aws_lambda_function", ({ body: { reserved_concurrent_executions: reserved } }) =>
    violationIf((number(reserved) ?? -1) < 1, {
      path: "reserved_concurrent_executions",
      found: asText(reserved ?? "nothing"),
      expected: "at least 1",
    }),
  ),
};

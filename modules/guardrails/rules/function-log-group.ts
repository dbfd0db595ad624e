import { block } from "../resource.ts";
import { eachOf, type Rule } from "../rule.ts";

export const functionLogGroup: Rule = {
  id: "function-log-group",
  wrong: "A function writes to a log group that its stack does not make, or that has another name.",
  matters: "Lambda makes one by itself then, which keeps lines for ever and which no filter reads.",
  remedy: "Make /aws/lambda/{function name} in the stack, and name it in logging_config.",
  requirements: ["FR-012", "FR-104"],
  check: eachOf("aws_lambda_function", ({ body }, stack) => {
    const expected = `/aws/lambda/${stack.text(body.function_name)}`;
    const used = stack.text(block(body.logging_config).log_group) ?? expected;
    const names = stack.of("aws_cloudwatch_log_group").map((group) => stack.text(group.body.name));
    if (used !== expected) return [{ path: "logging_config.log_group", found: `"${used}"`, expected: `"${expected}"` }];
    return names.includes(used) ? [] : [{ found: `no log group "${used}"`, expected: "one of the stack" }];
  }),
};

import { variablesOf } from "../functions.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

const variable = "AWS_LAMBDA_EXEC_WRAPPER";

export const execWrapper: Rule = {
  id: "exec-wrapper",
  wrong: `A function has ${variable}.`,
  matters: "A wrapper around a streaming handler takes its mark away: it no longer streams, and fails at every call.",
  remedy: "Remove the variable; the collector layer needs none.",
  requirements: ["FR-046"],
  check: eachOf("aws_lambda_function", (resource) =>
    violationIf(variable in variablesOf(resource), {
      path: `environment.variables.${variable}`,
      found: JSON.stringify(variablesOf(resource)[variable]),
      expected: "no such variable",
    }),
  ),
};

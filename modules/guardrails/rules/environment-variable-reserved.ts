import { isReservedVariable } from "../../functions/contract-check.ts";
import { variablesOf } from "../functions.ts";
import { eachOf, type Rule } from "../rule.ts";

/** Reserved as well, and AWS_LAMBDA_EXEC_WRAPPER has a rule of its own that says more. */
const ownRule = ["AWS_LAMBDA_EXEC_WRAPPER"];

export const environmentVariableReserved: Rule = {
  id: "environment-variable-reserved",
  wrong: "A function is given a variable that Lambda sets itself.",
  matters: "Lambda refuses the function when it is created or changed.",
  remedy: "Rename the variable; Lambda sets AWS_REGION and its like for every function.",
  requirements: ["AWS"],
  check: eachOf("aws_lambda_function", (resource) =>
    Object.keys(variablesOf(resource))
      .filter((name) => isReservedVariable(name) && !ownRule.includes(name))
      .map((name) => ({ path: `environment.variables.${name}`, found: `"${name}"`, expected: "a name of your own" })),
  ),
};

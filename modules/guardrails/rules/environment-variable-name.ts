import { isVariableName } from "../../functions/contract-check.ts";
import { variablesOf } from "../functions.ts";
import { eachOf, type Rule } from "../rule.ts";

export const environmentVariableName: Rule = {
  id: "environment-variable-name",
  wrong: "The name of a function's variable has characters that Lambda does not take.",
  matters: "Lambda refuses the function when it is created; nothing before notices a dash.",
  remedy: "Rename the variable.",
  requirements: ["AWS"],
  check: eachOf("aws_lambda_function", (resource) =>
    Object.keys(variablesOf(resource))
      .filter((name) => !isVariableName(name))
      .map((name) => ({
        path: `environment.variables.${name}`,
        found: `the name "${name}"`,
        expected: "letters, digits and underscores, at least two, beginning with a letter",
      })),
  ),
};

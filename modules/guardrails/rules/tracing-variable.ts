import { variablesOf } from "../functions.ts";
import { eachOf, type Rule } from "../rule.ts";

/** Variables that mislead, and why. */
const misleading: Readonly<Record<string, string>> = {
  ADOT_LAMBDA_FLUSH_TIMEOUT: "no such variable exists: the time at shutdown is Lambda's own (FR-202)",
  AWS_XRAY_MANUAL_MODE: "contexts are carried by the runtime alone (FR-037)",
  OTEL_PROPAGATORS: "only the auto-configuring SDK reads it (FR-068)",
  OTEL_TRACES_SAMPLER: "the SDK's default follows the caller's decision (FR-056)",
};

export const tracingVariable: Rule = {
  id: "tracing-variable",
  wrong: "A function has a variable for tracing that does nothing, or undoes what the code does.",
  matters: "Who reads it believes in it; in another version of the SDK it may begin to work.",
  remedy: "Remove the variable.",
  requirements: ["FR-037", "FR-056", "FR-068", "FR-202"],
  check: eachOf("aws_lambda_function", (resource) =>
    Object.entries(misleading)
      .filter(([name]) => name in variablesOf(resource))
      .map(([name, why]) => ({ path: `environment.variables.${name}`, found: "a value", expected: `none: ${why}` })),
  ),
};

import { variablesOf } from "../functions.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const serviceName: Rule = {
  id: "service-name",
  wrong: "A function has two names, one for OpenTelemetry and one for Powertools, or none.",
  matters: "The service map shows one function as two, or as service_undefined.",
  remedy: "Give POWERTOOLS_SERVICE_NAME, and OTEL_SERVICE_NAME the same value where it is set.",
  requirements: ["FR-047"],
  check: eachOf("aws_lambda_function", (resource) => {
    const { POWERTOOLS_SERVICE_NAME: powertools, OTEL_SERVICE_NAME: openTelemetry = powertools } =
      variablesOf(resource);
    return violationIf(powertools === undefined || powertools !== openTelemetry, {
      path: "environment.variables",
      found: `POWERTOOLS_SERVICE_NAME ${JSON.stringify(powertools)}, OTEL_SERVICE_NAME ${JSON.stringify(openTelemetry)}`,
      expected: "one name",
    });
  }),
};

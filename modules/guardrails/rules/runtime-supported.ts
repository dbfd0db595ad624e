import { asText } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

/** Runtimes that Lambda no longer creates or updates functions with (developer guide, Lambda runtimes). */
const retired =
  /^(?:nodejs(?:[4-9]\..*|1\d\.x|20\.x)?|python(?:2\.7|3\.[6-8])|java8|go1\.x|dotnetcore.*|dotnet[56]|ruby2\..*|provided)$/;

export const runtimeSupported: Rule = {
  id: "runtime-supported",
  wrong: "A function has a runtime that Lambda has retired.",
  matters: "nodejs20.x, for one, can no longer be created since August 2026, though the provider takes it.",
  remedy: "Choose a newer runtime, nodejs22.x or nodejs24.x.",
  requirements: ["AWS"],
  check: eachOf("aws_lambda_function", ({ body: { runtime, package_type: packaging } }) =>
    packaging === "Image"
      ? "not applicable"
      : violationIf(retired.test(asText(runtime)), {
          path: "runtime",
          found: asText(runtime),
          expected: "a supported runtime",
        }),
  ),
};

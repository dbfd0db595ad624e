import { asRecord } from "../../schema/location.ts";
import { block, list } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

const header = (name: string) => `method.response.header.Access-Control-Allow-${name}`;

export const corsOrigin: Rule = {
  id: "cors-origin",
  wrong: "Every site on the web may call with the credentials of who visits it.",
  matters: "A page that somebody opens acts for them. Lambda refuses the pair, or browsers do, and nothing works.",
  remedy: "Name the origins of the web application.",
  requirements: [],
  check: (stack) => [...urls(stack), ...answers(stack)],
};

const urls = eachOf("aws_lambda_function_url", ({ body }) => {
  const { allow_credentials: credentials, allow_origins: origins } = block(body.cors);
  if (credentials !== true) return "not applicable";
  return violationIf(list(origins).includes("*"), {
    path: "cors.allow_origins",
    found: '"*" with credentials',
    expected: "the origins that are meant",
  });
});

const answers = eachOf("aws_api_gateway_integration_response", ({ body }) => {
  const parameters = asRecord(body.response_parameters) ?? {};
  if (parameters[header("Credentials")] !== "'true'") return "not applicable";
  return violationIf(parameters[header("Origin")] === "'*'", {
    path: `response_parameters["${header("Origin")}"]`,
    found: '"*" with credentials',
    expected: "the origin that is meant",
  });
});

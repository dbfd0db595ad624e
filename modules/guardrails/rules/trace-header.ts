import { asRecord } from "../../schema/location.ts";
import { asText, block, list } from "../resource.ts";
import { eachOf, type Rule, type Violation } from "../rule.ts";

const traceHeader = "x-amzn-trace-id";
const allowed = "method.response.header.Access-Control-Allow-Headers";

export const traceHeaderAllowed: Rule = {
  id: "trace-header",
  wrong: "A browser may not send the trace id, or not read it.",
  matters: "Traces begin at the server, and what a person saw cannot be found again.",
  remedy: `Allow ${traceHeader} in allow_headers and expose_headers, of a REST API in the answer to OPTIONS.`,
  requirements: ["FR-015", "FR-082", "D26"],
  check: (stack) => [...urls(stack), ...answers(stack)],
};

const urls = eachOf("aws_lambda_function_url", ({ body }) => {
  const cors = block(body.cors);
  if (body.cors === undefined) return "not applicable";
  return ["allow_headers", "expose_headers"].flatMap((key) => missing(list(cors[key]).map(asText), `cors.${key}`));
});

const answers = eachOf("aws_api_gateway_integration_response", ({ body }) => {
  const headers = asRecord(body.response_parameters)?.[allowed];
  if (typeof headers !== "string") return "not applicable";
  return missing(headers.replaceAll("'", "").split(/\s*,\s*/), `response_parameters["${allowed}"]`);
});

function missing(headers: readonly string[], path: string): readonly Violation[] {
  const found = headers.map((each) => each.toLowerCase());
  return found.includes(traceHeader) || found.includes("*")
    ? []
    : [{ path, found: found.join(", ") || "nothing", expected: `${traceHeader} among them` }];
}

import { asText, block, list } from "../resource.ts";
import { eachOf, type Rule } from "../rule.ts";

const methods = ["*", "DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];

export const corsMethod: Rule = {
  id: "cors-method",
  wrong: "The CORS rules of a function URL name a method that Lambda does not take.",
  matters: "OPTIONS is answered by the URL itself; Lambda refuses it in the list.",
  remedy: "Leave OPTIONS out, and write the others in capitals.",
  requirements: ["AWS"],
  check: eachOf("aws_lambda_function_url", ({ body }) => {
    const allowed = list(block(body.cors).allow_methods);
    if (allowed.length === 0) return "not applicable";
    return allowed
      .filter((method) => !methods.includes(asText(method)))
      .map((method) => ({ path: "cors.allow_methods", found: `"${method}"`, expected: methods.join(", ") }));
  }),
};

import type { CheckedStack } from "../checked-stack.ts";
import { eachStatement } from "../policy-checks.ts";
import { asText } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const publicAccess: Rule = {
  id: "public-access",
  wrong: "Everybody may use a resource.",
  matters:
    'With the principal "*" alone any account of the world invokes the function past its URL, or fills the queue.',
  remedy: "Name who may; of a function with a public URL, allow calls through the URL alone.",
  requirements: [],
  check: (stack) => [...permissions(stack), ...statements(stack)],
};

const permissions = eachOf("aws_lambda_permission", ({ body }) => {
  if (body.principal !== "*") return "not applicable";
  const throughUrl = body.function_url_auth_type !== undefined || body.invoked_via_function_url === true;
  return violationIf(!throughUrl && body.principal_org_id === undefined, {
    path: "principal",
    found: `${asText(body.action)} for everybody`,
    expected: "calls through the function's URL alone (function_url_auth_type, invoked_via_function_url)",
  });
});

const statements = (stack: CheckedStack) =>
  eachStatement(["resource"], ({ allows, principals, conditions }) =>
    violationIf(allows && Object.values(principals).flat().includes("*") && conditions.length === 0, {
      found: "everybody",
      expected: "an account, a role or a service",
    }),
  )(stack);

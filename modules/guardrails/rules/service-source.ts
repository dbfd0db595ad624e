import type { CheckedStack } from "../checked-stack.ts";
import { eachStatement } from "../policy-checks.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const serviceSource: Rule = {
  id: "service-source",
  wrong: "A service may act on a resource without saying for whom.",
  matters: "The service serves every account: another account can have it act on this one's resource.",
  remedy: "Name the source: source_arn of a permission, aws:SourceArn or aws:SourceAccount in a policy.",
  requirements: [],
  check: (stack) => [...permissions(stack), ...statements(stack)],
};

const permissions = eachOf("aws_lambda_permission", ({ body }) => {
  const { principal, source_arn: arn, source_account: account } = body;
  if (typeof principal !== "string" || !principal.endsWith(".amazonaws.com")) return "not applicable";
  return violationIf(arn === undefined && account === undefined, {
    path: "source_arn",
    found: `${principal} for every account`,
    expected: "the ARN of what invokes the function",
  });
});

const sources = ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid"];

const statements = (stack: CheckedStack) =>
  eachStatement(["resource"], ({ allows, principals, conditions }) => {
    const services = principals.Service ?? [];
    const limited = conditions.some(({ key }) => sources.includes(key.toLowerCase()));
    return violationIf(allows && services.length > 0 && !limited, {
      found: `${services.join(", ")} for every account`,
      expected: "a condition on aws:SourceArn or aws:SourceAccount",
    });
  })(stack);

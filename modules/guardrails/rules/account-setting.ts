import { eachOf, type Rule, violationIf } from "../rule.ts";
import { earlierResources } from "../same-account.ts";

export const accountSetting: Rule = {
  id: "account-setting",
  wrong: "Two stacks set what an account has only once.",
  matters: "Each deployment overwrites the other's value, and each plan wants it back.",
  remedy: "Leave it to the one stack of the account.",
  requirements: ["AWS"],
  check: eachOf(["aws_api_gateway_account", "aws_xray_encryption_config"], (resource, stack) => {
    const [other] = earlierResources(resource, stack);
    return violationIf(other !== undefined, {
      found: `${other?.resource.address} of ${other?.stack.name} sets it too`,
      expected: "one stack that sets it",
    });
  }),
};

import { streams } from "../functions.ts";
import { block, list } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const streamingNetwork: Rule = {
  id: "streaming-network",
  wrong: "A function that streams is inside of a VPC.",
  matters: "Its URL collects the whole answer before it sends anything, without a word.",
  remedy: "Remove vpc_config.",
  requirements: ["SC-043"],
  check: eachOf("aws_lambda_function", (resource, stack) => {
    if (!streams(resource, stack)) return "not applicable";
    const subnets = list(block(resource.body.vpc_config).subnet_ids);
    return violationIf(subnets.length > 0, {
      path: "vpc_config",
      found: `${subnets.length} subnets`,
      expected: "none",
    });
  }),
};

import { block, number } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const apiThrottle: Rule = {
  id: "api-throttle",
  wrong: "A stage of a REST API takes as many requests as come.",
  matters: "A usage plan binds only callers with an API key: without method settings nothing binds the others.",
  remedy: "Set throttling_rate_limit and throttling_burst_limit for */* of the stage.",
  requirements: [],
  check: eachOf("aws_api_gateway_stage", (stage, stack) => {
    const limited = stack
      .of("aws_api_gateway_method_settings")
      .filter(({ body }) => body.method_path === "*/*" && stack.target(body.stage_name) === stage)
      .map(({ body }) => block(body.settings))
      .some((settings) =>
        [settings.throttling_rate_limit, settings.throttling_burst_limit].every((limit) => (number(limit) ?? -1) > 0),
      );
    return violationIf(!limited, { found: "no limit", expected: "method settings for */* with rate and burst" });
  }),
};

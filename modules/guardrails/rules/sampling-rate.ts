import { asText, number } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const samplingRate: Rule = {
  id: "sampling-rate",
  wrong: "A sampling rule keeps a share of traces that is no share.",
  matters: "The rate is 0 to 1; a percentage passes every stage before AWS refuses it.",
  remedy: "Write the share: 0.05 for five percent.",
  requirements: ["AWS", "FR-034"],
  check: eachOf("aws_xray_sampling_rule", ({ body }) => {
    const rate = number(body.fixed_rate);
    if (rate === undefined) return "not applicable";
    return violationIf(rate < 0 || rate > 1, { path: "fixed_rate", found: asText(rate), expected: "0 to 1" });
  }),
};

import { asText, block } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const traceInsights: Rule = {
  id: "trace-insights",
  wrong: "A group of traces has X-Ray's insights off.",
  matters: "X-Ray finds faults that come together only where it is told to look.",
  remedy: "Enable insights and their notifications.",
  requirements: ["FR-111", "SC-013"],
  check: eachOf("aws_xray_group", ({ body }) => {
    const { insights_enabled: enabled } = block(body.insights_configuration);
    return violationIf(enabled !== true, {
      path: "insights_configuration.insights_enabled",
      found: asText(enabled ?? "nothing"),
      expected: "true",
    });
  }),
};

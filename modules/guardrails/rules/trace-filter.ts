import { eachOf, type Rule } from "../rule.ts";
import { traceFilterFault } from "../syntax/trace-filter.ts";

export const traceFilter: Rule = {
  id: "trace-filter",
  wrong: "The filter of a group is not written as X-Ray reads it.",
  matters: "X-Ray refuses the group; the emulator takes any text.",
  remedy: 'Write keywords as X-Ray spells them: service("name"), annotation.key = "value", fault = true.',
  requirements: ["AWS", "FR-034"],
  check: eachOf("aws_xray_group", ({ body }, stack) => {
    const fault = traceFilterFault(stack.text(body.filter_expression) ?? "");
    return fault === undefined
      ? []
      : [{ path: "filter_expression", found: fault, expected: "a filter that can be read" }];
  }),
};

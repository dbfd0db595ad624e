import { list } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const savedQueryLogGroup: Rule = {
  id: "saved-query-log-group",
  wrong: "A saved query reads a log group that no stack has.",
  matters: "It finds nothing, and nothing looks like good news.",
  remedy: "Take the name from the log group.",
  requirements: [],
  check: eachOf("aws_cloudwatch_query_definition", ({ body }, stack) => {
    const names = list(body.log_group_names).map((name) => stack.text(name) ?? "");
    if (names.length === 0) return "not applicable";
    const known = new Set(
      stack.stacks.flatMap((each) => each.of("aws_cloudwatch_log_group").map((group) => each.text(group.body.name))),
    );
    return names.flatMap((name, index) =>
      violationIf(!known.has(name), {
        path: `log_group_names[${index}]`,
        found: `"${name}"`,
        expected: "a log group of a stack",
      }),
    );
  }),
};

import { asText, blocks, type Resource } from "../resource.ts";
import { eachOf, type Rule, type Violation } from "../rule.ts";

export const metricQuery: Rule = {
  id: "metric-query",
  wrong: "A metric query has an id that CloudWatch does not take, or computes with one that does not exist.",
  matters: "CloudWatch refuses the alarm; plan and emulator read neither ids nor expressions.",
  remedy: "Begin ids with a lower-case letter, and name only ids of the same alarm.",
  requirements: ["AWS"],
  check: eachOf("aws_cloudwatch_metric_alarm", ({ body }) => {
    const queries = blocks(body.metric_query);
    if (queries.length === 0) return "not applicable";
    const ids = queries.map(({ id }) => asText(id));
    return [...ids.flatMap((id, index) => idViolations(id, index, ids)), ...queries.flatMap(undefinedIds(ids))];
  }),
};

function idViolations(id: string, index: number, ids: readonly string[]): readonly Violation[] {
  const path = `metric_query[${index}].id`;
  if (!/^[a-z]\w{0,254}$/.test(id)) {
    return [{ path, found: `"${id}"`, expected: "a lower-case letter, then letters, digits and underscores" }];
  }
  return ids.indexOf(id) === index ? [] : [{ path, found: `"${id}" again`, expected: "ids that differ" }];
}

/** Names of functions are written in capitals; every other name in an expression is an id. */
const name = /(?<![\w.])[a-z]\w*/g;

function undefinedIds(ids: readonly string[]) {
  return ({ expression }: Resource["body"], index: number): readonly Violation[] => {
    if (typeof expression !== "string" || /^\s*SELECT\b/.test(expression)) return [];
    const names = expression.replaceAll(/"[^"]*"|'[^']*'/g, "").match(name) ?? [];
    return [...new Set(names)]
      .filter((each) => !ids.includes(each))
      .map((each) => ({
        path: `metric_query[${index}].expression`,
        found: `"${each}", which is no id of this alarm`,
        expected: `ids out of ${ids.join(", ")}`,
      }));
  };
}

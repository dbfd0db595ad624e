import { describe, expect, it } from "vitest";
import { alarmsOf } from "../../../helpers/alarms.ts";
import { sentimentStacks } from "../../../helpers/sentiment-stacks.ts";

describe.each(sentimentStacks)("groups of traces of $name", ({ environment, stack }) => {
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const groups = Object.values(stack.resources("aws_xray_group"));

  it("SC-013, FR-111: the group of errors has insights, and an alarm reads what it counts", () => {
    const { group_name, filter_expression, insights_configuration } = stack.resource("aws_xray_group", {
      group_name: name("errors"),
    });
    const reading = alarmsOf(stack).filter(({ metrics }) => metrics[0]?.dimensions.GroupName === group_name);

    expect(filter_expression).toContain("fault = true");
    expect(insights_configuration).toMatchObject({ insights_enabled: true });
    expect(reading).toMatchObject([{ metrics: [{ namespace: "AWS/X-Ray", dimensions: { GroupName: group_name } }] }]);
  });

  it("FR-141: more than ten streams a minute that were opened again are an alarm", () => {
    const group = stack.resource("aws_xray_group", { group_name: name("sse-reconnects") });
    const reading = alarmsOf(stack).filter(({ metrics }) => metrics[0]?.dimensions.GroupName === group.group_name);

    expect(group.filter_expression).toContain("annotation.previous_trace_id");
    expect(reading).toMatchObject([{ metrics: [{ period: 60, statistic: "Sum" }], body: { threshold: 10 } }]);
  });

  it("FR-111: an alarm on a group reads one that stands in the same stack", () => {
    const known = groups.map(({ group_name }) => group_name);
    const read = alarmsOf(stack).flatMap(({ metrics }) =>
      metrics.flatMap(({ dimensions }) => dimensions.GroupName ?? []),
    );

    expect(read.length).toBeGreaterThan(0);
    expect(read.filter((group) => !known.includes(group))).toEqual([]);
  });
});

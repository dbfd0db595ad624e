import { describe, expect, it } from "vitest";
import { dashboardBody } from "../../../modules/dashboard/dashboard-body.ts";
import { graph, metricLine } from "../../../modules/dashboard/graph.ts";
import type { ExpressionLine } from "../../../modules/dashboard/widget.ts";
import { linesOf, widgetsOf } from "../../helpers/dashboards.ts";
import { alarm, metric } from "../alarms/alarm.ts";

const share: ExpressionLine = {
  form: "expression",
  expression: "100 * FILL(part, 0) / (part + parts)",
  metrics: { part: metric, parts: { ...metric, name: "Parts" } },
  label: "share",
  periodSeconds: 300,
  axis: "right",
};

const bodyOf = (widget: Parameters<typeof dashboardBody>[0][number][number]) => dashboardBody([[widget]], "eu-west-1");

describe("the text of a dashboard", () => {
  it("keeps the periods of its graphs whatever time is looked at", () => {
    expect(JSON.parse(dashboardBody([], "eu-west-1"))).toEqual({
      start: "-PT3H",
      periodOverride: "inherit",
      widgets: [],
    });
  });

  it("names a metric with its dimensions, statistic and period, in the dashboard's region", () => {
    const body = bodyOf(graph({ title: "t", lines: [metricLine(metric, "errors")], alarms: [] }));

    const [widget] = widgetsOf(body);

    expect(widget?.properties.region).toBe("eu-west-1");
    expect(widget?.properties.metrics).toEqual([
      ["AWS/Lambda", "Errors", "FunctionName", "f", { label: "errors", stat: "Sum", period: 300 }],
    ]);
  });

  it("takes a graph's own region before the dashboard's", () => {
    const body = bodyOf(graph({ title: "t", lines: [metricLine(metric, "e")], alarms: [], region: "us-east-1" }));

    expect(widgetsOf(body)[0]?.properties.region).toBe("us-east-1");
  });

  it("gives every id of a graph once, and expressions the ids of their own metrics", () => {
    const body = bodyOf(graph({ title: "t", lines: [share, share], alarms: [] }));

    const lines = widgetsOf(body).flatMap(linesOf);

    expect(lines.map(({ options }) => options.id)).toEqual(["e0", "m0_part", "m0_parts", "e1", "m1_part", "m1_parts"]);
    expect(lines.flatMap(({ options }) => options.expression ?? [])).toEqual([
      "100 * FILL(m0_part, 0) / (m0_part + m0_parts)",
      "100 * FILL(m1_part, 0) / (m1_part + m1_parts)",
    ]);
    expect(lines.filter(({ name }) => name !== undefined).map(({ options }) => options.visible)).toEqual(
      Array.from({ length: 4 }, () => false),
    );
  });

  it("shades the side on which an alarm is on, but not all that is above nothing", () => {
    const alarms = [
      alarm("above", { threshold: 5 }),
      alarm("below", { threshold: 1, comparison: "LessThanThreshold" }),
      alarm("any", { threshold: 0 }),
    ];

    const body = bodyOf(graph({ title: "t", lines: [metricLine(metric, "e")], alarms }));

    expect(widgetsOf(body)[0]?.properties.annotations?.horizontal).toEqual([
      { label: "warning: above", value: 5, color: "#ff7f0e", fill: "above" },
      { label: "warning: below", value: 1, color: "#ff7f0e", fill: "below" },
      { label: "warning: any", value: 0, color: "#ff7f0e" },
    ]);
  });
});

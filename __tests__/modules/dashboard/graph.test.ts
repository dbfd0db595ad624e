import { describe, expect, it } from "vitest";
import { graph, graphs, linesOfAlarm, metricLine } from "../../../modules/dashboard/graph.ts";
import { alarm, metric } from "../alarms/alarm.ts";

const line = metricLine(metric, "errors");

describe("a graph", () => {
  it("draws the threshold of an alarm on one of its lines, and says which it is", () => {
    const alarms = [alarm("too-many", { threshold: 5, severity: "critical" })];

    const { thresholds, alarmIds } = graph({ title: "t", lines: [line], alarms });

    expect(thresholds).toEqual([
      { label: "critical: too-many", value: 5, meaning: "critical", alarming: "above", axis: "left" },
    ]);
    expect(alarmIds).toEqual(["too-many"]);
  });

  it.each([
    ["statistic", { ...metric, statistic: "Maximum" as const }],
    ["dimension's value", { ...metric, dimensions: { FunctionName: "other" } }],
    ["dimension more", { ...metric, dimensions: { FunctionName: "f", Resource: "f" } }],
    ["namespace", { ...metric, namespace: "Other" }],
  ])("draws no threshold of an alarm on another %s", (_, other) => {
    const alarms = [alarm("other", { signal: { form: "metric", metric: other } })];

    const { thresholds, alarmIds } = graph({ title: "t", lines: [line], alarms });

    expect([thresholds, alarmIds]).toEqual([[], []]);
  });

  it("looks as closely as an alarm on its line does", () => {
    const { lines, thresholds } = graph({
      title: "t",
      lines: [line],
      alarms: [alarm("minute", { periodSeconds: 60 })],
    });

    expect(lines.map(({ periodSeconds }) => periodSeconds)).toEqual([60]);
    expect(thresholds).toHaveLength(1);
  });

  it("is not coarsened by an alarm on a whole day, and does not hold its sums against that", () => {
    const { lines, thresholds } = graph({
      title: "t",
      lines: [line],
      alarms: [alarm("day", { periodSeconds: 86_400 })],
    });

    expect(lines.map(({ periodSeconds }) => periodSeconds)).toEqual([300]);
    expect(thresholds).toEqual([]);
  });

  it("draws one threshold for alarms that share it", () => {
    const other = { ...metric, dimensions: { FunctionName: "g" } };
    const alarms = [alarm("f"), alarm("g", { signal: { form: "metric", metric: other } })];

    const { thresholds, alarmIds } = graph({ title: "t", lines: [line, metricLine(other, "g")], alarms });

    expect(thresholds.map(({ label }) => label)).toEqual(["warning: 2 alarms"]);
    expect(alarmIds).toEqual(["f", "g"]);
  });

  it("draws the threshold of a share on the scale of the share", () => {
    const share = alarm("share", {
      signal: { form: "expression", expression: "100 * a / b", label: "share", metrics: { a: metric, b: metric } },
    });
    const lines = linesOfAlarm(share).map((each) => ({ ...each, axis: "right" as const }));

    const { thresholds } = graph({ title: "t", lines, alarms: [share] });

    expect(thresholds.map(({ axis }) => axis)).toEqual(["right"]);
  });

  it("draws the band of an alarm on what is unusual, and no line at its width", () => {
    const unusual = alarm("unusual", { signal: { form: "anomaly", metric }, threshold: 2 });

    const { lines, thresholds, alarmIds } = graph({ title: "t", lines: linesOfAlarm(unusual), alarms: [unusual] });

    expect(lines.map((each) => (each.form === "expression" ? each.expression : each.metric.name))).toEqual([
      "Errors",
      "ANOMALY_DETECTION_BAND(watched, 2)",
    ]);
    expect(thresholds).toEqual([]);
    expect(alarmIds).toEqual(["unusual"]);
  });

  it("becomes several where it would have more lines than can be told apart", () => {
    const lines = Array.from({ length: 50 }, (_, index) =>
      metricLine({ ...metric, dimensions: { FunctionName: `f${index}` } }, `f${index}`),
    );

    const parts = graphs({ title: "t", lines, alarms: [] });

    expect(parts.map(({ title, lines: own }) => [title, own.length])).toEqual([
      ["t (1)", 24],
      ["t (2)", 24],
      ["t (3)", 2],
    ]);
  });
});

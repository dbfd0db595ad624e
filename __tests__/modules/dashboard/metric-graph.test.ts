import { describe, expect, it } from "vitest";
import { above, lambdaContract, noAlarm } from "../../../lambdas/shared/contract/index.ts";
import { contractAlarms } from "../../../modules/alarms/contract-alarms.ts";
import { metricGraph, metricGraphWidgets, otherMetrics } from "../../../modules/dashboard/metric-graph.ts";

const terms = {
  statistic: "Maximum",
  periodSeconds: 60,
  evaluationPeriods: 1,
  missing: "missing",
  missingBecause: "nothing ran",
  severity: "warning",
  meaning: "Too many.",
} as const;

const worker = lambdaContract({
  system: { name: "jobs", metricNamespace: "Jobs" },
  name: "worker",
  purpose: "Does jobs.",
  timeoutSeconds: 60,
  memoryMegabytes: 256,
  reservedConcurrency: 1,
  tracing: "x-ray",
  triggers: [],
  reaches: {},
  settings: {},
  metricTransport: "embedded",
  metrics: {
    Done: { branch: "Work", unit: "Count", dimensions: { Shift: ["day", "night"] }, alarm: noAlarm("fine") },
    Waiting: { unit: "Count", alarm: [above(5, { ...terms, name: "many" }), above(9, { ...terms, name: "more" })] },
    Failed: { unit: "Count", alarm: above(5, { ...terms, statistic: "Sum", percentOf: "Tried" }) },
    Tried: { unit: "Count", alarm: noAlarm("fine") },
    TimeMs: { unit: "Milliseconds", alarm: noAlarm("fine") },
  },
  failurePaths: {},
  operations: {},
});
const shown = { contract: worker, watched: { environment: "dev", functionName: "dev-jobs-worker" } };
const alarms = contractAlarms(worker, shown.watched);

const linesOfGraph = (...metrics: readonly (keyof typeof worker.metrics)[]) =>
  metricGraphWidgets(metricGraph(worker, "t", metrics), [shown], alarms).flatMap(({ lines }) => lines);

describe("a graph of a contract's metrics", () => {
  it("has a line per value of a dimension, exactly as the function writes it", () => {
    const lines = linesOfGraph("Done");

    expect(lines.map((line) => line.form === "metric" && line.metric)).toEqual(
      ["day", "night"].map((Shift) => ({
        namespace: "Jobs/Work",
        name: "Done",
        dimensions: { Environment: "dev", Shift },
        statistic: "Sum",
      })),
    );
    expect(lines.map(({ label }) => label)).toEqual(["Done day", "Done night"]);
  });

  it("reads a metric as its alarms do, once, with all their thresholds", () => {
    const [widget] = metricGraphWidgets(metricGraph(worker, "t", ["Waiting"]), [shown], alarms);

    expect(widget?.lines).toHaveLength(1);
    expect(widget?.lines[0]).toMatchObject({ metric: { statistic: "Maximum" }, periodSeconds: 60 });
    expect(widget?.thresholds.map(({ value }) => value)).toEqual([5, 9]);
  });

  it("reads times in the middle and at their worst", () => {
    expect(linesOfGraph("TimeMs").map((line) => line.form === "metric" && line.metric.statistic)).toEqual([
      "p50",
      "p99",
    ]);
  });

  it("draws the share that an alarm watches on a scale of its own", () => {
    const [widget] = metricGraphWidgets(metricGraph(worker, "t", ["Tried", "Failed"]), [shown], alarms);

    expect(widget?.lines.map(({ label, axis }) => [label, axis])).toEqual([
      ["Tried", "left"],
      ["Failed", "left"],
      ["Failed, percent of Tried", "right"],
    ]);
    expect(widget?.thresholds).toMatchObject([{ value: 5, axis: "right" }]);
  });

  it("is not there where its function is not deployed", () => {
    expect(metricGraphWidgets(metricGraph(worker, "t", ["Done"]), [], alarms)).toEqual([]);
  });

  it("takes only metrics of the contract", () => {
    // @ts-expect-error: the contract has no metric of this name
    metricGraph(worker, "t", ["Nope"]);
  });
});

describe("metrics that no graph names", () => {
  it("get graphs of their own, by unit", () => {
    const others = otherMetrics(shown, [metricGraph(worker, "t", ["Done", "Waiting"])]);

    expect(others.map(({ title, metrics }) => [title, metrics])).toEqual([
      ["worker: counts", ["Failed", "Tried"]],
      ["worker: times, ms", ["TimeMs"]],
    ]);
  });

  it("are none where all are named", () => {
    const all = metricGraph(worker, "t", ["Done", "Waiting", "Failed", "Tried", "TimeMs"]);

    expect(otherMetrics(shown, [all])).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { alarmDefinition } from "./alarm-definition.ts";
import { metricStore } from "./metric-store.ts";
import { simulateAlarm } from "./simulate.ts";

const plain = {
  alarm_name: "test",
  namespace: "Test",
  metric_name: "Value",
  statistic: "Sum",
  period: 300,
  evaluation_periods: 2,
  comparison_operator: "GreaterThanThreshold",
  threshold: 0,
  treat_missing_data: "notBreaching",
};

const math = {
  alarm_name: "test",
  metric_query: [
    { id: "total", expression: "FILL(half, 0) * 2", return_data: true },
    { id: "half", expression: "m / 2" },
    { id: "m", metric: { namespace: "Test", metric_name: "Value", stat: "Sum", period: 60 } },
  ],
  evaluation_periods: 1,
  comparison_operator: "LessThanThreshold",
  threshold: 1,
};

function statesOf(body: Readonly<Record<string, unknown>>, minutes: readonly number[], band = () => 0) {
  const store = metricStore();
  const series = store.seriesOf({ namespace: "Test", name: "Value", dimensions: {} });
  for (const minute of minutes) series.add({ minute, value: 1, samples: 1, arrives: minute });
  return simulateAlarm(alarmDefinition(body), store, { from: 0, to: 40 }, { band }).changes;
}

describe("an alarm over two periods of five minutes", () => {
  it("goes off as soon as each of the last two has a breach, wherever the periods begin", () => {
    expect(statesOf(plain, [9, 11]).slice(0, 3)).toEqual([
      { minute: 0, state: "OK" },
      { minute: 15, state: "ALARM" },
      { minute: 17, state: "OK" },
    ]);
  });

  it("looks at the same two breaches again where nothing came after them", () => {
    expect(statesOf(plain, [9, 11]).slice(3)).toEqual([
      { minute: 20, state: "ALARM" },
      { minute: 22, state: "OK" },
      { minute: 25, state: "ALARM" },
      { minute: 27, state: "OK" },
    ]);
  });

  it("goes on from sparse data where missing periods are missing: one breach and nothing after it are enough", () => {
    expect(statesOf({ ...plain, treat_missing_data: "missing" }, [9])).toEqual([
      { minute: 15, state: "ALARM" },
      { minute: 30, state: "INSUFFICIENT_DATA" },
    ]);
  });

  it("needs one breach where it asks for one of them", () => {
    expect(statesOf({ ...plain, datapoints_to_alarm: 1 }, [9])[1]).toEqual({ minute: 10, state: "ALARM" });
  });

  it("where silence breaches, goes off when the periods beyond the evaluated ones are silent, too", () => {
    const heartbeat = {
      ...plain,
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      treat_missing_data: "breaching",
    };
    const beats = Array.from({ length: 10 }, (_, minute) => minute);

    expect(statesOf(heartbeat, beats)).toEqual([
      { minute: 0, state: "ALARM" },
      { minute: 1, state: "OK" },
      { minute: 30, state: "ALARM" },
    ]);
  });
});

describe("an alarm on metric math", () => {
  it("computes expressions in whatever order they stand; what is filled is never missing", () => {
    expect(statesOf(math, [0, 1, 2])).toEqual([
      { minute: 0, state: "ALARM" },
      { minute: 1, state: "OK" },
      { minute: 4, state: "ALARM" },
    ]);
  });

  it.each([
    ["two results", { metric_query: [...math.metric_query.slice(0, 1), ...math.metric_query.slice(0, 1)] }],
    ["expressions that need each other", { metric_query: [{ id: "a", expression: "a + 1", return_data: true }] }],
    ["what nobody simulates", { evaluate_low_sample_count_percentiles: "ignore" }],
    ["a comparison with the lower band", { comparison_operator: "LessThanLowerThreshold" }],
  ])("is refused with %s", (_, change) => {
    expect(() => alarmDefinition({ ...math, ...change })).toThrow();
  });
});

describe("an alarm on a band of usual values", () => {
  const band = {
    alarm_name: "test",
    metric_query: [
      { id: "m", return_data: true, metric: { namespace: "Test", metric_name: "Value", stat: "Sum", period: 60 } },
      { id: "usual", expression: "ANOMALY_DETECTION_BAND(m, 2)", return_data: true },
    ],
    evaluation_periods: 1,
    comparison_operator: "GreaterThanUpperThreshold",
    threshold_metric_id: "usual",
    treat_missing_data: "notBreaching",
  };

  it("goes off above the band", () => {
    expect(statesOf(band, [4], () => 0.5)[1]).toEqual({ minute: 5, state: "ALARM" });
    expect(statesOf(band, [4], () => 1.5)).toEqual([{ minute: 0, state: "OK" }]);
  });
});

import { describe, expect, it } from "vitest";
import { metricStore, type Series } from "./metric-store.ts";
import { statisticSeries } from "./statistics.ts";

const metric = { namespace: "Test", name: "Value", dimensions: { Of: "something" } };

type Given = readonly [minute: number, value: number, samples?: number, arrives?: number];

function series(given: readonly Given[]): Series {
  const made = metricStore().seriesOf(metric);
  for (const [minute, value, samples = 1, arrives = minute] of given) made.add({ minute, value, samples, arrives });
  return made;
}

const none = Number.NaN;

describe("a statistic", () => {
  const values = series([
    [0, 1],
    [1, 5, 3],
    [1, 2],
    [3, 4],
  ]);

  it.each([
    ["Sum", [none, 1, 18, 17, 4, 4]],
    ["SampleCount", [none, 1, 5, 4, 1, 1]],
    ["Average", [none, 1, 3.6, 4.25, 4, 4]],
    ["Maximum", [none, 1, 5, 5, 4, 4]],
    ["Minimum", [none, 1, 1, 2, 4, 4]],
    ["p50", [none, 1, 5, 5, 4, 4]],
    ["p20", [none, 1, 1, 2, 4, 4]],
  ])("%s is of the two minutes before, in each minute", (statistic, expected) => {
    const found = statisticSeries(values, { statistic, periodMinutes: 2, age: 0 }, { from: 0, to: 6 });

    expect([...found]).toEqual(expected);
  });

  it("of an older period is what the newest was", () => {
    const found = statisticSeries(values, { statistic: "Sum", periodMinutes: 2, age: 1 }, { from: 2, to: 8 });

    expect([...found]).toEqual([none, 1, 18, 17, 4, 4]);
  });

  it("knows nothing of what has not arrived yet", () => {
    const late = series([[0, 7, 1, 3]]);
    const look = (age: number) =>
      statisticSeries(late, { statistic: "Sum", periodMinutes: 2, age }, { from: 1, to: 6 });

    expect([...look(0)]).toEqual([none, none, none, none, none]);
    expect([...look(1)]).toEqual([none, none, none, 7, none]);
  });

  it.each([
    ["p99", 100],
    ["p95", 100],
    ["p90", 10],
  ])("%s of ten values is the one that so many do not exceed", (statistic, expected) => {
    const ten = series([...Array.from({ length: 9 }, (_, index): Given => [0, index + 2]), [0, 100]]);

    expect([...statisticSeries(ten, { statistic, periodMinutes: 1, age: 0 }, { from: 1, to: 2 })]).toEqual([expected]);
  });

  it("that CloudWatch does not have is refused", () => {
    const look = () => statisticSeries(values, { statistic: "Median", periodMinutes: 1, age: 0 }, { from: 0, to: 2 });

    expect(look).toThrow("no statistic Median");
  });
});

describe("a store", () => {
  it("tells metrics apart by every dimension, in whatever order", () => {
    const store = metricStore();
    store.seriesOf({ ...metric, dimensions: { A: "1", B: "2" } }).add({ minute: 0, value: 1, samples: 1, arrives: 0 });

    expect(store.seriesOf({ ...metric, dimensions: { B: "2", A: "1" } }).points()).toHaveLength(1);
    expect(store.seriesOf({ ...metric, dimensions: { A: "1" } }).points()).toEqual([]);
  });

  it("keeps values in order of their minutes, however they come", () => {
    const values = series([
      [5, 1],
      [2, 1],
      [5, 1],
    ]);

    expect(values.points().map(({ minute }) => minute)).toEqual([2, 5, 5]);
  });

  it("can be told of everything later", () => {
    const late = metricStore(2).seriesOf(metric);
    late.add({ minute: 0, value: 1, samples: 1, arrives: 0 });

    expect(late.points()[0]?.arrives).toBe(2);
  });
});

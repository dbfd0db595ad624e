import { expect, it } from "vitest";
import { latenciesOf } from "../../../bench/handlers/workload.ts";

it("gives the times that half and 99 % of all requests stay within, in whatever order they were measured", () => {
  const milliseconds = Array.from({ length: 200 }, (_, index) => ((index * 37) % 200) + 1);

  const latencies = latenciesOf("requests", milliseconds, 5);

  expect(latencies).toEqual({ name: "requests", requests: 200, p50: 100, p99: 198, peakMemoryBytes: 5 });
});

it("refuses to make a time up", () => {
  expect(() => latenciesOf("requests", [], undefined)).toThrow(RangeError);
});

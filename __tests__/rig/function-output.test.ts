import { expect, it } from "vitest";
import { readOutput } from "./function-output.ts";

it("tells metrics, JSON lines and other lines apart", () => {
  const metric = {
    _aws: {
      CloudWatchMetrics: [{ Namespace: "N", Dimensions: [["Environment"]], Metrics: [{ Name: "M", Unit: "Count" }] }],
    },
    Environment: "rig",
    M: [1, 2],
  };
  const lines = [JSON.stringify(metric), '{"level":"INFO","message":"hello"}', "plain", "{broken", "", "[1]"];

  const { logs, metrics } = readOutput(lines.join("\n"));

  expect(logs).toEqual([
    { text: '{"level":"INFO","message":"hello"}', fields: { level: "INFO", message: "hello" } },
    { text: "plain", fields: undefined },
    { text: "{broken", fields: undefined },
    { text: "[1]", fields: undefined },
  ]);
  expect(metrics).toEqual([
    { namespace: "N", name: "M", unit: "Count", values: [1, 2], dimensions: { Environment: "rig" } },
  ]);
});

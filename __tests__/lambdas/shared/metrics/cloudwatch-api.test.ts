import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { cloudWatchMetrics } from "../../../../lambdas/shared/metrics/cloudwatch-api.ts";
import { useTracing } from "../../../../lambdas/shared/tracing/tracing.ts";
import { captureStdout } from "../../../helpers/stdout.ts";
import { untraced } from "../../../helpers/untraced.ts";

const cloudWatch = mockClient(CloudWatchClient);

beforeEach(() => {
  cloudWatch.reset();
  useTracing(untraced);
});

const datum = (namespace: string, name: string) =>
  ({ namespace, name, unit: "Count", value: 1, dimensions: {} }) as const;

it("makes one call per namespace, and none where nothing was recorded since the last one", async () => {
  const sink = cloudWatchMetrics();
  for (const [namespace, name] of [
    ["A", "one"],
    ["B", "two"],
    ["A", "three"],
  ] as const)
    sink.record(datum(namespace, name));

  await sink.flush();
  await sink.flush();

  const calls = cloudWatch.commandCalls(PutMetricDataCommand).map(({ args }) => args[0].input);
  expect(
    calls.map(({ Namespace, MetricData }) => [Namespace, MetricData?.map(({ MetricName }) => MetricName)]),
  ).toEqual([
    ["A", ["one", "three"]],
    ["B", ["two"]],
  ]);
});

it("a namespace that is refused does not keep back the others, and rejects with a line for each of its metrics", async () => {
  cloudWatch.on(PutMetricDataCommand, { Namespace: "A" }).rejects(new Error("refused"));
  const sink = cloudWatchMetrics();
  sink.record(datum("A", "one"));
  sink.record(datum("B", "two"));
  const stdout = captureStdout();

  const outcome = await sink.flush().catch((error: unknown) => error);

  stdout.restore();
  expect(outcome).toEqual(new Error("refused"));
  expect(cloudWatch.commandCalls(PutMetricDataCommand)).toHaveLength(2);
  expect(stdout.lines().map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ metric_fallback: true, metric_name: "one", exception_message: "refused" }),
  ]);
});

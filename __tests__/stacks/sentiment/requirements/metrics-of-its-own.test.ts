import { describe, expect, it } from "vitest";
import { alarmNamed, alarmsOf } from "../../../helpers/alarms.ts";
import { sentimentStacks } from "../../../helpers/sentiment-stacks.ts";

describe.each(sentimentStacks)("metrics of the system's own in $name", ({ environment, stack }) => {
  const alarms = alarmsOf(stack);
  const dimensions = { Environment: environment.name };
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const onMetric = (metric: string) => alarms.filter(({ metrics }) => metrics.some((each) => each.name === metric));

  it.each([
    ["SentimentAnalyzer", "StuckItems", "Maximum", 0],
    ["SentimentAnalyzer/SSE", "PollDurationMs", "p99", 10_000],
    ["SentimentAnalyzer/Ingestion", "IngestionDurationMs", "Maximum", 30_000],
  ])(
    "FR-042, SC-018: %s %s has its alarm, with the dimensions of the environment",
    (namespace, metric, statistic, threshold) => {
      const terms = { comparison_operator: "GreaterThanThreshold", threshold, treat_missing_data: "missing" };

      expect(onMetric(metric)).toContainEqual(
        expect.objectContaining({
          metrics: [{ namespace, name: metric, dimensions, statistic, period: 300 }],
          body: expect.objectContaining(terms),
        }),
      );
    },
  );

  it("FR-042: events are late three seconds after the poll that should have found them", () => {
    const { environment: deployed } = stack.resource("aws_lambda_function", { function_name: name("sse-streaming") });
    const { variables } = deployed as { readonly variables: Readonly<Record<string, string>> };
    const [alarm] = onMetric("EventLatencyMs");

    expect(alarm).toMatchObject({ metrics: [{ namespace: "SentimentAnalyzer/SSE", dimensions, statistic: "p95" }] });
    expect(alarm?.body.threshold).toBe(Number(variables.SSE_POLL_INTERVAL_SECONDS) * 1_000 + 3_000);
  });

  it("FR-128: a stream that takes five seconds to its first data is an alarm after two periods", () => {
    expect(onMetric("ConnectionSetupMs")).toMatchObject([
      {
        metrics: [{ namespace: "SentimentAnalyzer/SSE", dimensions, statistic: "p99", period: 300 }],
        body: { threshold: 5_000, evaluation_periods: 2, treat_missing_data: "missing" },
      },
    ]);
  });

  it.each([
    ["ConnectionAcquireFailures", "sse-streaming-throttles"],
    ["MetricsLambdaErrors", "metrics-errors"],
    ["MetricsLambdaErrors", "emission-heartbeat"],
    ["HighLatencyAlert", "ingestion-duration-high"],
  ])("FR-042: nobody emits %s any more, and %s reports what it was for", (metric, successor) => {
    expect(onMetric(metric)).toEqual([]);
    expect(alarmNamed(stack, name(successor)).metrics.length).toBeGreaterThan(0);
  });

  it("FR-126: the heartbeat is a metric of the function that sends the others through CloudWatch's API", () => {
    expect(alarmNamed(stack, name("emission-heartbeat")).metrics).toMatchObject([
      { namespace: "SentimentAnalyzer", name: "EmissionHeartbeat", dimensions, statistic: "Sum" },
    ]);
  });
});

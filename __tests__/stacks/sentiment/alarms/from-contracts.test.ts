import { describe, expect, it } from "vitest";
import { dev } from "../../../../environments/dev.ts";
import { environments } from "../../../../environments/index.ts";
import { above, alarmsOn, below, lambdaContract, type MetricAlarm } from "../../../../lambdas/shared/contract/index.ts";
import { alarmNamed, alarmsOf } from "../../../helpers/alarms.ts";
import { scoringFixture } from "../../../helpers/scoring-fixture.ts";
import {
  sentimentContracts,
  sentimentStack,
  sentimentStacks,
  withoutFunctions,
} from "../../../helpers/sentiment-stacks.ts";
import { synthesize } from "../../../helpers/synthesize.ts";

describe.each(sentimentStacks)("the declared alarms of $name", ({ environment, stack }) => {
  const alarms = alarmsOf(stack);
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const ofContracts = alarms.flatMap(({ metrics }) => metrics).filter(({ dimensions }) => "Environment" in dimensions);

  it("D35, FR-042, SC-018: exist for every metric that has one, and for no metric that nobody emits", () => {
    const declared = sentimentContracts.flatMap(({ metrics }) =>
      Object.entries(metrics).flatMap(([metric, definition]) =>
        alarmsOn(definition).flatMap(({ percentOf }) => (percentOf === undefined ? [metric] : [metric, percentOf])),
      ),
    );

    expect([...new Set(ofContracts.map((metric) => metric.name))].sort()).toEqual([...new Set(declared)].sort());
    for (const { dimensions } of ofContracts) expect(dimensions.Environment).toBe(environment.name);
  });

  it.each(["StuckItems", "EventLatencyMs", "PollDurationMs", "AnalysisErrors"])(
    "FR-042, SC-018: %s, which was emitted and watched by nobody, has an alarm",
    (metric) => {
      const watching = alarms.filter(({ metrics }) => metrics[0]?.name === metric);

      expect(watching).toHaveLength(1);
    },
  );

  it("FR-043, FR-134: exist for every failure that a function survives, within a minute", () => {
    const paths = sentimentContracts.flatMap((contract) =>
      Object.keys(contract.failurePaths).map((path) => ({ FunctionName: name(contract.name), FailurePath: path })),
    );
    const watched = alarms.filter(({ metrics }) => metrics[0]?.name === "SilentFailure/Count");

    expect(watched.map(({ metrics }) => metrics[0]?.dimensions)).toEqual(expect.arrayContaining(paths));
    expect(watched).toHaveLength(paths.length);
    for (const { body } of watched) {
      expect(body).toMatchObject({ period: 60, evaluation_periods: 1, threshold: 0, treat_missing_data: "missing" });
    }
  });

  it("FR-134, FR-142: the seven known ways to fail in silence are all watched", () => {
    const watched = alarms.flatMap(({ metrics }) => metrics).flatMap(({ dimensions }) => dimensions.FailurePath ?? []);

    expect([...watched].sort()).toEqual([
      "audit_trail",
      "circuit_breaker_load",
      "circuit_breaker_save",
      "fanout_partial_write",
      "notification_delivery",
      "parallel_fetcher_aggregate",
      "self_healing_fetch",
    ]);
  });

  it.each([
    ["tiingo-error-rate-high", "GreaterThanThreshold", 5, 3, 300],
    ["finnhub-error-rate-high", "GreaterThanThreshold", 5, 3, 300],
    ["notification-delivery-low", "LessThanThreshold", 95, 3, 3_600],
    ["no-new-items-1h", "LessThanThreshold", 1, 6, 600],
    ["sendgrid-quota-50-percent", "GreaterThanThreshold", 49, 1, 3_600],
    ["sendgrid-quota-80-percent", "GreaterThanThreshold", 79, 1, 3_600],
    ["collision-rate-low", "LessThanThreshold", 5, 3, 21_600],
    ["ingestion-duration-high", "GreaterThanThreshold", 30_000, 1, 300],
  ])("D35: %s, which the first system had, can go off", (id, comparison, threshold, periods, period) => {
    const { body, metrics } = alarmNamed(stack, name(id));

    expect(body).toMatchObject({ comparison_operator: comparison, threshold, evaluation_periods: periods });
    for (const metric of metrics) expect(metric.period).toBe(period);
  });

  it("FR-126: three minutes without a heartbeat are an alarm, silence included", () => {
    expect(alarmNamed(stack, name("emission-heartbeat"))).toMatchObject({
      metrics: [{ period: 60 }],
      body: {
        comparison_operator: "LessThanThreshold",
        threshold: 1,
        evaluation_periods: 3,
        treat_missing_data: "breaching",
      },
    });
  });

  it("FR-133: the rate of collisions is judged after two periods, each with enough new stories for a share", () => {
    const high = alarms.filter(
      ({ metrics, body }) =>
        metrics[0]?.name === "CollisionRate" && body.comparison_operator === "GreaterThanThreshold",
    );

    expect(high).toHaveLength(1);
    expect(high[0]).toMatchObject({
      expression: "FILL(IF(whole >= 60, 100 * FILL(part, 0) / whole, 0), 0)",
      metrics: [
        { statistic: "Sum", period: 21_600 },
        { name: "CollisionRate", statistic: "SampleCount", period: 21_600 },
      ],
      body: { threshold: 40, evaluation_periods: 2, treat_missing_data: "missing" },
    });
  });
});

describe.each(environments)("alarms of a contract in $name", (environment) => {
  const stack = synthesize(sentimentStack(withoutFunctions(environment), [scoringFixture]));
  const name = (part: string) => `${environment.name}-sentiment-${part}`;

  it("FR-042, SC-018: watch one metric per combination of dimension values, with the environment among them", () => {
    const latency = Object.values(stack.resources("aws_cloudwatch_metric_alarm")).filter(
      ({ metric_name }) => metric_name === "ScoreLatencyMs",
    );

    expect(latency.map(({ alarm_name, dimensions }) => [alarm_name, dimensions])).toEqual(
      [
        ["negative", "finnhub"],
        ["negative", "tiingo"],
        ["positive", "finnhub"],
        ["positive", "tiingo"],
      ].map(([Label, Source]) => [
        name(`score-latency-ms-${Label}-${Source}`),
        { Environment: environment.name, Label, Source },
      ]),
    );
    expect(latency[0]).toMatchObject({ extended_statistic: "p95", namespace: "SentimentAnalyzer" });
    expect(latency[0]).not.toHaveProperty("statistic");
  });

  it("report a survived failure within a minute (FR-043, FR-134)", () => {
    expect(stack.resource("aws_cloudwatch_metric_alarm", { metric_name: "SilentFailure/Count" })).toMatchObject({
      alarm_name: name("silent-failure-fanout-partial-write"),
      namespace: "SentimentAnalyzer/Reliability",
      dimensions: { FunctionName: name("scoring"), FailurePath: "fanout_partial_write" },
      statistic: "Sum",
      threshold: 0,
      comparison_operator: "GreaterThanThreshold",
      period: 60,
      evaluation_periods: 1,
      treat_missing_data: "missing",
    });
  });
});

describe("two alarms of one name", () => {
  it("are refused: one would overwrite the other", () => {
    const twin = lambdaContract({ ...scoringFixture, name: "twin", triggers: [] });

    const make = () => sentimentStack(withoutFunctions(dev), [scoringFixture, twin]);

    expect(make).toThrow('alarm "silent-failure-fanout-partial-write": found 2 alarms of this name');
  });
});

describe("alarms on one metric", () => {
  const terms = {
    statistic: "Sum",
    periodSeconds: 300,
    evaluationPeriods: 1,
    missing: "missing",
    missingBecause: "nothing happened",
    severity: "warning",
    meaning: "Something is off.",
  } as const;
  const make = (percentOf: string, more: Pick<MetricAlarm, "atLeast"> = {}) =>
    lambdaContract({
      ...scoringFixture,
      metrics: {
        Sent: {
          branch: "Mails",
          unit: "Count",
          alarm: [
            below(95, { ...terms, ...more, name: "delivery-low", percentOf }),
            above(1_000, { ...terms, name: "flood", absentIs: 0 }),
          ],
        },
        Attempted: { branch: "Mails", unit: "Count", alarm: { none: "attempts are normal" } },
      },
    });
  const stackOf = (...alarm: Parameters<typeof make>) => sentimentStack(withoutFunctions(dev), [make(...alarm)]);

  it("can be several, each with a name of its own", () => {
    const stack = synthesize(stackOf("Attempted"));

    expect(alarmNamed(stack, "dev-sentiment-flood").body).toMatchObject({ threshold: 1_000 });
    expect(alarmNamed(stack, "dev-sentiment-delivery-low").body).toMatchObject({ threshold: 95 });
  });

  it("can say what a period without data counts as", () => {
    const alarm = alarmNamed(synthesize(stackOf("Attempted")), "dev-sentiment-flood");

    expect(alarm.expression).toBe("FILL(watched, 0)");
    expect(alarm.metrics).toMatchObject([{ name: "Sent", statistic: "Sum", period: 300 }]);
  });

  it("can ask for so many before a percentage is judged, and count fewer as well", () => {
    const alarm = alarmNamed(synthesize(stackOf("Attempted", { atLeast: 5 })), "dev-sentiment-delivery-low");

    expect(alarm.expression).toBe("FILL(IF(whole >= 5, 100 * FILL(part, 0) / whole, 100), 100)");
  });

  it("can judge values of 0 and 1 by their own number", () => {
    const alarm = alarmNamed(synthesize(stackOf("Sent", { atLeast: 3 })), "dev-sentiment-delivery-low");

    expect(alarm.metrics.map((metric) => [metric.name, metric.statistic])).toEqual([
      ["Sent", "Sum"],
      ["Sent", "SampleCount"],
    ]);
  });

  it("can judge it as a percentage of another, where nothing reported counts as none", () => {
    const alarm = alarmNamed(synthesize(stackOf("Attempted")), "dev-sentiment-delivery-low");

    expect(alarm.expression).toBe("100 * FILL(part, 0) / whole");
    expect(alarm.metrics.map((metric) => [metric.namespace, metric.name, metric.statistic])).toEqual([
      ["SentimentAnalyzer/Mails", "Sent", "Sum"],
      ["SentimentAnalyzer/Mails", "Attempted", "Sum"],
    ]);
  });

  it("are refused as a percentage of what the contract does not have", () => {
    expect(() => stackOf("Atempted")).toThrow(
      "lambdas/scoring/contract.ts, metrics.Sent: found an alarm on its percentage of Atempted, expected a metric of the same contract, branch and dimensions.",
    );
  });
});

import { describe, expect, it } from "vitest";
import { dev } from "../../../environments/dev.ts";
import { environments } from "../../../environments/index.ts";
import { lambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { scoringFixture } from "../../helpers/scoring-fixture.ts";
import {
  sentimentContracts,
  sentimentStack,
  sentimentStacks,
  withoutFunctions,
} from "../../helpers/sentiment-stacks.ts";
import { synthesize } from "../../helpers/synthesize.ts";

describe.each(sentimentStacks)("the declared alarms of $name", ({ environment, stack }) => {
  const alarms = Object.values(stack.resources("aws_cloudwatch_metric_alarm"));
  const name = (part: string) => `${environment.name}-sentiment-${part}`;

  it("D35: exist for every metric that has one, and no other metric (FR-042)", () => {
    const declared = sentimentContracts.flatMap(({ metrics }) =>
      Object.entries(metrics).flatMap(([metric, { alarm }]) => ("none" in alarm ? [] : [metric])),
    );
    const watched = alarms.map(({ metric_name }) => metric_name).filter((metric) => metric !== "SilentFailure/Count");

    expect([...new Set(watched)].sort()).toEqual([...new Set(declared)].sort());
  });

  it("exist for every failure that a function survives (FR-043)", () => {
    const paths = sentimentContracts.flatMap(({ failurePaths }) => Object.keys(failurePaths));
    const watched = alarms.filter(({ metric_name }) => metric_name === "SilentFailure/Count");

    expect(watched.map(({ dimensions }) => (dimensions as { FailurePath: string }).FailurePath).sort()).toEqual(
      [...paths].sort(),
    );
  });

  it("report to the alarm topic when they go off and when they are over", () => {
    const topic = stack.resource("aws_sns_topic", { name: name("alarms") });

    for (const { alarm_actions, ok_actions } of alarms) {
      expect((alarm_actions as string[]).map(stack.referenced)).toEqual([topic]);
      expect(ok_actions).toEqual(alarm_actions);
    }
  });

  it("say what missing data means, and never keep the last state (FR-045)", () => {
    const treatments = alarms.map(({ treat_missing_data }) => treat_missing_data);

    expect(
      treatments.filter((treatment) => !["missing", "breaching", "notBreaching"].includes(String(treatment))),
    ).toEqual([]);
  });
});

describe.each(environments)("alarms of a contract in $name", (environment) => {
  const stack = synthesize(sentimentStack(withoutFunctions(environment), [scoringFixture]));
  const name = (part: string) => `${environment.name}-sentiment-${part}`;

  it("watch one metric per combination of dimension values, with the environment among them", () => {
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

    expect(make).toThrow('lambdas/twin/contract.ts: found a second alarm "silent-failure-fanout-partial-write"');
  });
});

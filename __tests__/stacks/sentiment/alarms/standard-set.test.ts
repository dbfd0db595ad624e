import { describe, expect, it } from "vitest";
import { alarmNamed } from "../../../helpers/alarms.ts";
import { sentimentContracts, sentimentStacks } from "../../../helpers/sentiment-stacks.ts";

/** Functions that nothing but a schedule invokes. */
const scheduled = sentimentContracts.filter(({ triggers }) => triggers.every(({ kind }) => kind === "schedule"));
const withTraffic = sentimentContracts.filter((contract) => !scheduled.includes(contract));

describe.each(sentimentStacks)("the standard set of every function in $name", ({ environment, stack }) => {
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const lambdaMetric = (metric: string, contract: { readonly name: string }, statistic = "Sum") => ({
    namespace: "AWS/Lambda",
    name: metric,
    dimensions: { FunctionName: name(contract.name) },
    statistic,
    period: 300,
  });

  it("covers functions of both sorts", () => {
    expect(scheduled.map((contract) => contract.name)).toEqual(expect.arrayContaining(["ingestion", "metrics"]));
    expect(withTraffic.map((contract) => contract.name)).toEqual(
      expect.arrayContaining(["analysis", "dashboard", "sse-streaming"]),
    );
  });

  it.each(withTraffic)(
    "FR-040, FR-127, SC-017: alarms on the share of failed invocations of $name, of fewer than ten on the second",
    (contract) => {
      const expected = { metrics: [lambdaMetric("Errors", contract), lambdaMetric("Invocations", contract)] };

      const alarm = alarmNamed(stack, name(`${contract.name}-errors`));
      const early = alarmNamed(stack, name(`${contract.name}-errors-early`));

      expect(alarm).toMatchObject(expected);
      expect(early).toMatchObject(expected);
      expect(alarm.expression).toBe(
        "FILL(IF(invocations >= 10, 100 * errors / invocations, IF(errors >= 2, 100, 0)), 0)",
      );
      expect(early.expression).toBe(alarm.expression);
      const terms = { comparison_operator: "GreaterThanThreshold", treat_missing_data: "missing" };
      const periods = (breaching: number) =>
        contract.timeoutSeconds < 300
          ? { evaluation_periods: breaching }
          : { evaluation_periods: breaching + contract.timeoutSeconds / 300, datapoints_to_alarm: breaching };
      expect(alarm.body).toMatchObject({ ...terms, threshold: 5, ...periods(2) });
      expect(early.body).toMatchObject({ ...terms, threshold: 1, ...periods(3) });
    },
  );

  it.each(scheduled)(
    "FR-040, SC-017: alarms on every failed run of $name: it runs too rarely for a share",
    (contract) => {
      const alarm = alarmNamed(stack, name(`${contract.name}-errors`));

      expect(alarm.metrics).toEqual([lambdaMetric("Errors", contract)]);
      expect(alarm.body).toMatchObject({
        comparison_operator: "GreaterThanThreshold",
        threshold: 0,
        treat_missing_data: "missing",
      });
    },
  );

  it.each(sentimentContracts)("FR-041, FR-061, FR-128, SC-017: alarms at 80 % of the timeout of $name", (contract) => {
    const alarm = alarmNamed(stack, name(`${contract.name}-latency`));

    expect(alarm.metrics).toEqual([lambdaMetric("Duration", contract, "p95")]);
    expect(Number(alarm.body.threshold) / (contract.timeoutSeconds * 1000)).toBe(0.8);
    expect(alarm.body).toMatchObject({ comparison_operator: "GreaterThanThreshold", treat_missing_data: "missing" });
  });

  it("FR-128: looks at analysis at 60 % of its timeout, and wakes somebody at 80 %", () => {
    expect(alarmNamed(stack, name("analysis-latency-early")).body).toMatchObject({ threshold: 36_000 });
    expect(alarmNamed(stack, name("analysis-latency")).body.alarm_description).toMatch(/^CRITICAL/);
  });

  it("FR-041: keeps the limit at which people notice that the dashboard is slow", () => {
    expect(alarmNamed(stack, name("dashboard-latency-high"))).toMatchObject({
      expression: "FILL(IF(requests >= 20, slowest, fastest), 0)",
      metrics: [
        lambdaMetric("Invocations", { name: "dashboard" }),
        lambdaMetric("Duration", { name: "dashboard" }, "p95"),
        lambdaMetric("Duration", { name: "dashboard" }, "Minimum"),
      ],
      body: { threshold: 1_000, evaluation_periods: 3 },
    });
  });

  it.each(sentimentContracts)(
    "FR-104: alarms at 85 % of the memory of $name, from the platform's own report",
    (contract) => {
      const alarm = alarmNamed(stack, name(`${contract.name}-memory`));
      const metric = `MaxMemoryUsedMB/${name(contract.name)}`;
      const filter = stack.resource("aws_cloudwatch_log_metric_filter", { name: name(`${contract.name}-memory`) });

      expect(alarm.metrics).toEqual([
        { namespace: "SentimentAnalyzer/Reliability", name: metric, dimensions: {}, statistic: "Maximum", period: 300 },
      ]);
      expect(alarm.body.threshold).toBeCloseTo(contract.memoryMegabytes * 0.85, 1);
      expect(filter.pattern).toBe('{ $.type = "platform.report" }');
      expect(filter.metric_transformation).toEqual({
        namespace: "SentimentAnalyzer/Reliability",
        name: metric,
        value: "$.record.metrics.maxMemoryUsedMB",
      });
      expect(stack.referenced(filter.log_group_name).name).toBe(`/aws/lambda/${name(contract.name)}`);
    },
  );

  it.each(sentimentContracts)("FR-104: the platform's reports of $name are logged, as JSON", (contract) => {
    const body = stack.resource("aws_lambda_function", { function_name: name(contract.name) });

    expect(body.logging_config).toMatchObject({ log_format: "JSON", system_log_level: "INFO" });
  });

  it.each(sentimentContracts)("FR-129: alarms when $name cannot start", (contract) => {
    const { body, metrics } = alarmNamed(stack, name(`${contract.name}-start-failures`));
    const filter = stack.resource("aws_cloudwatch_log_metric_filter", {
      name: name(`${contract.name}-start-failures`),
    });

    expect(metrics[0]).toMatchObject({ name: `StartFailures/${name(contract.name)}`, statistic: "Sum", period: 60 });
    expect(body).toMatchObject({ threshold: 0, evaluation_periods: 1, treat_missing_data: "missing" });
    expect(filter.pattern).toContain("platform.initReport");
    expect(stack.referenced(filter.log_group_name).name).toBe(`/aws/lambda/${name(contract.name)}`);
  });

  it.each(sentimentContracts)("alarms when Lambda refuses invocations of $name", (contract) => {
    expect(alarmNamed(stack, name(`${contract.name}-throttles`))).toMatchObject({
      metrics: [lambdaMetric("Throttles", contract)],
      body: { threshold: 0 },
    });
  });
});

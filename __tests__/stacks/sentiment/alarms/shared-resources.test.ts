import { describe, expect, it } from "vitest";
import { alarmNamed, alarmsOf } from "../../../helpers/alarms.ts";
import { publishedMetrics } from "../../../helpers/aws-metrics.ts";
import { sentimentContracts, sentimentStacks } from "../../../helpers/sentiment-stacks.ts";

describe.each(sentimentStacks)("alarms on what functions share in $name", ({ environment, stack }) => {
  const name = (part: string) => `${environment.name}-sentiment-${part}`;
  const alarms = alarmsOf(stack);

  it("read of AWS only what AWS publishes, under the dimensions under which it does", () => {
    const unknown = alarms.flatMap((alarm) =>
      alarm.metrics
        .filter(({ namespace }) => namespace.startsWith("AWS/"))
        .filter(({ namespace, name: metric, dimensions }) => {
          const known = publishedMetrics[`${namespace} ${metric}`]?.dimensions ?? [];
          return !known.some((set) => set.join() === Object.keys(dimensions).sort().join());
        })
        .map((metric) => `${alarm.name}: ${metric.namespace} ${metric.name} by ${Object.keys(metric.dimensions)}`),
    );

    expect(unknown).toEqual([]);
    expect(alarms.filter(({ metrics }) => metrics[0]?.namespace.startsWith("AWS/")).length).toBeGreaterThan(40);
  });

  it.each([
    ["integration-latency", "IntegrationLatency", "p99", 5_000],
    ["5xx", "5XXError", "Sum", 0],
    ["4xx", "4XXError", "Sum", 100],
    ["latency", "Latency", "p90", 5_000],
  ])("FR-039, FR-138: the REST API has %s at its limit", (id, metric, statistic, threshold) => {
    const api = stack.resource("aws_api_gateway_rest_api");
    const stage = stack.resource("aws_api_gateway_stage");

    expect(alarmNamed(stack, name(`dashboard-api-${id}`))).toMatchObject({
      metrics: [
        {
          namespace: "AWS/ApiGateway",
          name: metric,
          dimensions: { ApiName: api.name, Stage: stage.stage_name },
          statistic,
          period: 300,
        },
      ],
      body: { threshold, evaluation_periods: 2, treat_missing_data: "notBreaching" },
    });
  });

  it("FR-138: every public URL has an alarm on failed answers, by the metric that Lambda really publishes", () => {
    const urls = Object.values(stack.resources("aws_lambda_function_url")).map(
      ({ function_name }) => stack.referenced(function_name).function_name,
    );
    const watched = alarms.filter(({ metrics }) => metrics[0]?.name === "Url5xxCount");

    expect(watched.map(({ metrics }) => metrics[0]?.dimensions.FunctionName).sort()).toEqual([...urls].sort());
    for (const { body } of watched) {
      expect(body).toMatchObject({ threshold: 0, evaluation_periods: 2, treat_missing_data: "notBreaching" });
    }
  });

  it("FR-161: unusual traffic of the streaming URL is held against what is usual, where there is enough to be usual", () => {
    const unusual = alarms.filter(({ expression = "" }) => expression.includes("ANOMALY"));

    expect(unusual.map((alarm) => alarm.name)).toEqual(
      environment.production ? [name("sse-streaming-url-traffic")] : [],
    );
    for (const { body, metrics, expression } of unusual) {
      expect(metrics).toMatchObject([{ name: "UrlRequestCount", dimensions: { FunctionName: name("sse-streaming") } }]);
      expect(expression).toBe("ANOMALY_DETECTION_BAND(watched, 3)");
      expect(body).toMatchObject({ comparison_operator: "GreaterThanUpperThreshold", threshold_metric_id: "band" });
      expect(body).not.toHaveProperty("threshold");
    }
  });

  it("FR-039: counts reads of the items table beside those of streams, which their polls tell", () => {
    for (const [id, threshold, period] of [
      ["dynamodb-high-read-capacity", 10_000, 300],
      ["dynamodb-daily-cost-high", 100_000, 86_400],
    ] as const) {
      const { expression, metrics, body } = alarmNamed(stack, name(id));

      expect(expression).toMatch(/^reads - \d+ \* FILL\(polls, 0\)$/);
      expect(metrics).toMatchObject([
        { name: "ConsumedReadCapacityUnits", dimensions: { TableName: name("items") }, statistic: "Sum", period },
        { name: "PollDurationMs", dimensions: { Environment: environment.name }, statistic: "SampleCount", period },
      ]);
      expect(body.threshold).toBe(threshold);
    }
  });

  it("FR-039, FR-129: every dead-letter queue has an alarm on the first message and one on many", () => {
    const queues = Object.values(stack.resources("aws_sqs_queue")).map((queue) => String(queue.name));

    const watched = alarms.filter(({ metrics }) => metrics[0]?.namespace === "AWS/SQS");

    for (const queue of queues.filter((each) => each !== name("notification-dlq") || notificationHasQueue)) {
      const limits = watched
        .filter(({ metrics }) => metrics[0]?.dimensions.QueueName === queue)
        .map(({ body }) => body.threshold);
      expect([queue, limits]).toEqual([queue, [100, 0]]);
    }
  });

  it("FR-039: every topic that invokes a function has an alarm on failed deliveries", () => {
    const subscribed = Object.values(stack.resources("aws_sns_topic_subscription"))
      .filter(({ protocol }) => protocol === "lambda")
      .map(({ topic_arn }) => stack.referenced(topic_arn).name);
    const watched = alarms
      .filter(({ metrics }) => metrics[0]?.name === "NumberOfNotificationsFailed")
      .map(({ metrics }) => metrics[0]?.dimensions.TopicName);

    expect([...watched].sort()).toEqual([...new Set(subscribed)].sort());
  });

  it("FR-039: every table has an alarm on refused reads, one on refused writes, and one on DynamoDB's own failures", () => {
    const tables = Object.values(stack.resources("aws_dynamodb_table")).map((table) => String(table.name));
    const watchedBy = (metric: string) =>
      alarms
        .filter(({ metrics }) => metrics[0]?.name === metric)
        .map(({ metrics }) => metrics[0]?.dimensions.TableName)
        .sort();

    const watched = ["ReadThrottleEvents", "WriteThrottleEvents", "SystemErrors"].map(watchedBy);

    expect(watched).toEqual([tables.sort(), tables, tables]);
  });

  it("FR-039: adds up DynamoDB's own failures over exactly the operations that contracts allow", () => {
    const { metrics, expression } = alarmNamed(stack, name("timeseries-system-errors"));
    const operations = metrics.map(({ dimensions }) => dimensions.Operation ?? "");

    expect(operations).toEqual(expect.arrayContaining(["BatchGetItem", "Query", "TransactWriteItems", "UpdateItem"]));
    for (const { dimensions } of metrics) expect(dimensions.TableName).toBe(name("timeseries"));
    expect(expression?.match(/FILL/g)).toHaveLength(operations.length);
  });

  it("FR-039: counts the invocations of all functions in a day", () => {
    const { metrics, body } = alarmNamed(stack, name("lambda-daily-invocations-high"));

    expect(metrics.map(({ dimensions }) => dimensions.FunctionName)).toEqual(
      sentimentContracts.map((contract) => name(contract.name)),
    );
    expect(body).toMatchObject({ threshold: 50_000, evaluation_periods: 1 });
    expect(metrics[0]?.period).toBe(86_400);
  });

  it("FR-039: counts the requests for scores in a day", () => {
    const { metrics, body } = alarmNamed(stack, name("sns-daily-messages-high"));

    expect(metrics).toMatchObject([
      { name: "NumberOfMessagesPublished", dimensions: { TopicName: name("analysis-requests") }, period: 86_400 },
    ]);
    expect(body).toMatchObject({ threshold: 10_000, evaluation_periods: 1 });
  });

  it("FR-098, FR-123, FR-140: the collector's failures come from the log of the function that has one", () => {
    const parts = ["collector-export-failures", "collector-start-failures", "spans-lost", "span-overflow"];
    const filters = parts.map((part) =>
      stack.resource("aws_cloudwatch_log_metric_filter", { name: name(`sse-streaming-${part}`) }),
    );

    for (const filter of filters) {
      expect(stack.referenced(filter.log_group_name).name).toBe(`/aws/lambda/${name("sse-streaming")}`);
    }
    expect(filters[0]?.pattern).toBe('"Exporting failed"');
    for (const part of parts) {
      expect(alarmNamed(stack, name(`sse-streaming-${part}`)).body).toMatchObject({
        threshold: 0,
        evaluation_periods: 1,
        treat_missing_data: "missing",
      });
    }
  });

  it("FR-125: metrics that were not sent are counted where metrics are sent through the API, and nowhere else", () => {
    const senders = sentimentContracts.filter(({ metricTransport }) => metricTransport === "api");

    const watched = alarms.filter((alarm) => alarm.name.endsWith("-metric-fallback"));

    expect(watched.map((alarm) => alarm.name)).toEqual(senders.map((each) => name(`${each.name}-metric-fallback`)));
    expect(watched.length).toBeGreaterThan(0);
    expect(watched[0]?.body).toMatchObject({ threshold: 0, treat_missing_data: "missing" });
  });

  it("SC-013, FR-034: the group of traces with errors has an alarm", () => {
    const group = stack.resource("aws_xray_group", { group_name: name("errors") });

    expect(alarmNamed(stack, name("traces-with-errors"))).toMatchObject({
      metrics: [{ namespace: "AWS/X-Ray", dimensions: { GroupName: group.group_name } }],
      body: { threshold: 0, evaluation_periods: 3 },
    });
  });
});

/** Whether the queue that stands ready for mails is in use. */
const notificationHasQueue = sentimentContracts.some(
  ({ deadLetterQueue }) => deadLetterQueue?.name === "notification-dlq",
);

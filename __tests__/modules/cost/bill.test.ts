import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { together } from "../../../modules/cost/bill.ts";
import { noTraffic } from "../../../modules/cost/expected-traffic.ts";
import { billOf, quantitiesOf, resources, traffic } from "./shop.ts";

const { aws_cloudwatch_metric_alarm: alarms = {}, aws_api_gateway_stage: stages = {} } = resources;

describe("the bill of a small system", () => {
  it("is what adding it up by hand gives", () => {
    const bill = billOf();

    expect(Object.fromEntries(bill.items.map(({ id, quantity, dollars }) => [id, [quantity, dollars]]))).toEqual({
      // One alarm on a metric, one on two, one on a metric and both edges of its band.
      alarmMetrics: [6, 0.6],
      frequentAlarmMetrics: [1, 0.3],
      compositeAlarms: [1, 0.5],
      dashboards: [1, 3],
      // One, two by shift, one of a failure path, and two of the shop.
      functionMetrics: [6, 1.8],
      // Two filters make the same metric.
      logMetrics: [2, 0.6],
      // 864,000 requests a day, two namespaces, 30.4 days.
      metricCalls: [52_560_000, 525.6],
      // 288 runs of 1,537 bytes, 864,000 requests of 1,037 and 45.
      logsTaken: [expect.closeTo(28.448_424, 6), 14.2242],
      // A quarter of 30, 10 and 5 days of it.
      logsStored: [expect.closeTo(2.291_84, 6), 0.0688],
      // Of ten requests per second 2 and a tenth of 8, and all 8,760 runs of the month.
      traces: [expect.closeTo(7_367_160, 3), 36.8358],
      insightTraces: [expect.closeTo(7_367_160, 3), 7.3672],
      // A tenth of 1,200 visits of 50 events.
      browserEvents: [expect.closeTo(182_500, 6), 1.825],
    });
    expect(bill.dollars).toBeCloseTo(592.721, 3);
  });

  it("begins with what costs most", () => {
    const dollars = billOf().items.map((item) => item.dollars);

    expect(dollars).toEqual(dollars.toSorted((a, b) => b - a));
  });

  it("without anybody who comes has what schedules do, and what stands there", () => {
    const { traces, metricCalls, browserEvents, alarmMetrics, logsTaken } = quantitiesOf(billOf({}, noTraffic));

    expect([traces, metricCalls, browserEvents, alarmMetrics]).toEqual([
      expect.closeTo(8_760, 6),
      undefined,
      undefined,
      6,
    ]);
    // 288 runs of the platform's 537 bytes alone.
    expect(logsTaken).toBeCloseTo(0.004_704, 6);
  });

  it("counts only functions that are deployed", () => {
    const { worker } = resources.aws_lambda_function ?? {};

    const { functionMetrics, metricCalls } = quantitiesOf(billOf({ aws_lambda_function: { worker: worker ?? {} } }));

    expect([functionMetrics, metricCalls]).toEqual([4, undefined]);
  });

  it("takes a function that nobody measured for the one that logs most", () => {
    const { logsTaken = 0 } = quantitiesOf(billOf({}, { ...traffic, logBytesPerInvocation: { worker: 1_000 } }));
    const { logsTaken: measured = 0 } = quantitiesOf(billOf());

    expect(logsTaken - measured).toBeCloseTo((864_000 * 500 * 365) / 12 / 1_000_000_000, 6);
  });

  it("takes a log group that keeps everything for one of ten years", () => {
    const aws_cloudwatch_log_group = { worker: {}, shop: {}, access: {} };

    const { logsStored = 0 } = quantitiesOf(billOf({ aws_cloudwatch_log_group }));

    expect(logsStored).toBeCloseTo((935_290_656 * 3_653 * 0.25) / 1_000_000_000, 3);
  });
});

describe("traces", () => {
  it("of requests are recorded as the rule says that is tried first", () => {
    const aws_xray_sampling_rule = {
      first: { service_name: "*", service_type: "*", priority: 1, reservoir_size: 4, fixed_rate: 0.5 },
      ...resources.aws_xray_sampling_rule,
    };

    const { traces } = quantitiesOf(billOf({ aws_xray_sampling_rule }));

    expect(traces).toBeCloseTo((7 * 86_400 * 365) / 12 + 8_760, 3);
  });

  it("without any rule are recorded as AWS does it: one a second, and five percent of the rest", () => {
    const { traces } = quantitiesOf(billOf({ aws_xray_sampling_rule: {} }));

    expect(traces).toBeCloseTo((1.45 * 86_400 * 365) / 12 + 8_760, 3);
  });

  it("are not looked at without insights", () => {
    const { insightTraces } = quantitiesOf(billOf({ aws_xray_group: { errors: { group_name: "errors" } } }));

    expect(insightTraces).toBeUndefined();
  });
});

describe("a bill only grows", () => {
  const more = fc.constantFrom(...Object.values(alarms));

  it("by ten cents with every metric that an alarm reads", () => {
    fc.assert(
      fc.property(fc.array(more, { maxLength: 20 }), more, (others, added) => {
        const all = Object.fromEntries([...others, added].map((alarm, index) => [`alarm-${index}`, alarm]));
        const { [`alarm-${others.length}`]: _, ...without } = all;

        const growth =
          billOf({ aws_cloudwatch_metric_alarm: all }).dollars -
          billOf({ aws_cloudwatch_metric_alarm: without }).dollars;

        expect([0.1, 0.2, 0.3]).toContainEqual(expect.closeTo(growth, 6));
      }),
      { numRuns: 50 },
    );
  });

  it("with every request", () => {
    const requests = fc.double({ min: 0, max: 10_000_000, noNaN: true });

    fc.assert(
      fc.property(requests, requests, (one, other) => {
        const [fewer, many] = [Math.min(one, other), Math.max(one, other)].map(
          (shop) => billOf({}, { ...traffic, invocationsPerDay: { shop } }).dollars,
        );

        expect(many).toBeGreaterThanOrEqual(fewer ?? 0);
      }),
      { numRuns: 50 },
    );
  });
});

it("bills of several stacks add up, item by item", () => {
  const bill = billOf();
  const quiet = billOf({ aws_api_gateway_stage: stages, aws_cloudwatch_dashboard: {} }, noTraffic);

  const both = together([bill, quiet]);

  expect(both.dollars).toBeCloseTo(bill.dollars + quiet.dollars, 3);
  expect(quantitiesOf(both)).toMatchObject({ alarmMetrics: 12, dashboards: 1 });
});

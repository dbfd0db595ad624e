import { expect, it } from "vitest";
import { readAlarms } from "../../../rehearsal/run/alarms.ts";
import { readXml } from "../../../rehearsal/run/query-answer.ts";
import { fakeAccount } from "./fake-account.ts";

const dimension = "<Dimensions><member><Name>Environment</Name><Value>dev</Value></member></Dimensions>";
const plain = `<member><AlarmName>late</AlarmName><Namespace>AWS/Lambda</Namespace><MetricName>Duration</MetricName>
  <ExtendedStatistic>p95</ExtendedStatistic>${dimension}<Period>300</Period><EvaluationPeriods>3</EvaluationPeriods>
  <Threshold>5.0</Threshold><ComparisonOperator>GreaterThanThreshold</ComparisonOperator>
  <TreatMissingData>missing</TreatMissingData><Metrics/></member>`;
const computed = `<member><AlarmName>rate</AlarmName><Dimensions/><EvaluationPeriods>1</EvaluationPeriods><Metrics>
  <member><Id>part</Id><MetricStat><Metric><Namespace>News</Namespace><MetricName>Errors</MetricName>${dimension}</Metric>
  <Period>60</Period><Stat>Sum</Stat></MetricStat><ReturnData>false</ReturnData></member>
  <member><Id>result</Id><Expression>part / 2</Expression><ReturnData>true</ReturnData></member></Metrics></member>`;
const composite = `<member><AlarmName>all</AlarmName><AlarmRule>ALARM(&quot;late&quot;)</AlarmRule></member>`;

const asked: Readonly<Record<string, string>>[] = [];
const account = {
  ...fakeAccount(),
  async query(_: string, form: Readonly<Record<string, string>>) {
    asked.push(form);
    const isMetric = form["AlarmTypes.member.1"] === "MetricAlarm";
    const list = isMetric
      ? `<MetricAlarms>${plain}${computed}</MetricAlarms>`
      : `<CompositeAlarms>${composite}</CompositeAlarms>`;
    return readXml(`<DescribeAlarmsResult>${list}</DescribeAlarmsResult>`);
  },
};

it("alarms are read back in the words of a stack", async () => {
  const { metricAlarms, composites } = await readAlarms(account, ["late", "rate", "all"]);

  const dimensions = { Environment: "dev" };
  expect(metricAlarms).toEqual([
    {
      alarm_name: "late",
      namespace: "AWS/Lambda",
      metric_name: "Duration",
      extended_statistic: "p95",
      dimensions,
      period: "300",
      evaluation_periods: "3",
      threshold: "5.0",
      comparison_operator: "GreaterThanThreshold",
      treat_missing_data: "missing",
    },
    {
      alarm_name: "rate",
      dimensions: {},
      evaluation_periods: "1",
      metric_query: [
        {
          id: "part",
          return_data: false,
          metric: { namespace: "News", metric_name: "Errors", dimensions, period: "60", stat: "Sum" },
        },
        { id: "result", return_data: true, expression: "part / 2" },
      ],
    },
  ]);
  expect(composites).toEqual([{ alarm_name: "all", alarm_rule: 'ALARM("late")' }]);
});

it("no question has more names than CloudWatch takes", async () => {
  asked.length = 0;

  await readAlarms(
    account,
    Array.from({ length: 150 }, (_, index) => `alarm-${index}`),
  );

  const names = asked.map((form) => Object.keys(form).filter((name) => name.startsWith("AlarmNames")).length);
  expect(names.sort((a, b) => a - b)).toEqual([50, 50, 100, 100]);
});

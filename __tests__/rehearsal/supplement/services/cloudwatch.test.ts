import { expect, it } from "vitest";
import { cloudwatch } from "../../../../rehearsal/supplement/services/cloudwatch.ts";
import { serviceOf } from "./service-of.ts";

const arn = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:all";
const put = {
  Action: "PutCompositeAlarm",
  AlarmName: "all",
  AlarmRule: 'ALARM("a") AND NOT ALARM("b")',
  "AlarmActions.member.1": "arn:aws:sns:us-east-1:111122223333:topic",
  "Tags.member.1.Key": "Stack",
  "Tags.member.1.Value": "one & two",
};
const describe = {
  Action: "DescribeAlarms",
  "AlarmNames.member.1": "all",
  "AlarmTypes.member.1": "CompositeAlarm",
};

it("a composite alarm is given back with its rule, actions and tags", async () => {
  const { query, asked } = serviceOf("monitoring", cloudwatch);

  await query(put);
  const { content } = await query(describe);
  const tags = await query({ Action: "ListTagsForResource", ResourceARN: arn });

  expect(content).toContain(`<AlarmArn>${arn}</AlarmArn>`);
  expect(content).toContain("<AlarmRule>ALARM(&quot;a&quot;) AND NOT ALARM(&quot;b&quot;)</AlarmRule>");
  expect(content).toContain("<AlarmActions><member>arn:aws:sns:us-east-1:111122223333:topic</member></AlarmActions>");
  expect(tags.content).toContain("<Key>Stack</Key><Value>one &amp; two</Value>");
  expect(asked).toEqual([]);
});

it("a composite alarm is deleted, alone", async () => {
  const { query } = serviceOf("monitoring", cloudwatch);

  await query(put);
  const together = await query({
    Action: "DeleteAlarms",
    "AlarmNames.member.1": "all",
    "AlarmNames.member.2": "other",
  });
  await query({ Action: "DeleteAlarms", "AlarmNames.member.1": "all" });
  const { content } = await query(describe);

  expect(together.status).toBe(400);
  expect(content).not.toContain("AlarmArn");
});

it("metric alarms and their tags are the emulator's", async () => {
  const { query, asked } = serviceOf("monitoring", cloudwatch);

  await query({ ...describe, "AlarmTypes.member.1": "MetricAlarm" });
  await query({ Action: "ListTagsForResource", ResourceARN: `${arn}-metric` });
  await query({ Action: "DeleteAlarms", "AlarmNames.member.1": "metric" });

  expect(asked.map(({ operation }) => operation)).toEqual(["DescribeAlarms", "ListTagsForResource", "DeleteAlarms"]);
});

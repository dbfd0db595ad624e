import { expect, it } from "vitest";
import { jsonOf } from "../../../../rehearsal/supplement/call.ts";
import { backup } from "../../../../rehearsal/supplement/services/backup.ts";
import { cognitoUserPools } from "../../../../rehearsal/supplement/services/cognito-user-pools.ts";
import { logs } from "../../../../rehearsal/supplement/services/logs.ts";
import { sqs } from "../../../../rehearsal/supplement/services/sqs.ts";
import { serviceOf } from "./service-of.ts";

it("a queue keeps its policy when something else about it is changed", async () => {
  const { json, asked } = serviceOf("sqs", sqs, () => ({ QueueUrl: "url" }));

  await json("CreateQueue", { QueueName: "jobs", Attributes: { Policy: "first" } });
  await json("SetQueueAttributes", { QueueUrl: "url", Attributes: { MessageRetentionPeriod: "60" } });
  await json("SetQueueAttributes", { QueueUrl: "url", Attributes: { Policy: "" } });
  await json("SetQueueAttributes", { QueueUrl: "another", Attributes: { MessageRetentionPeriod: "60" } });

  expect(asked.slice(1).map((call) => jsonOf(call).Attributes)).toEqual([
    { MessageRetentionPeriod: "60", Policy: "first" },
    { Policy: "" },
    { MessageRetentionPeriod: "60" },
  ]);
});

it("a metric filter that is put once more takes the place of the one before", async () => {
  const { json, asked } = serviceOf("logs", logs);

  await json("PutMetricFilter", { filterName: "lost", logGroupName: "worker", filterPattern: "ERROR" });

  expect(asked.map((call) => [call.headers["x-amz-target"], jsonOf(call)])).toEqual([
    ["Any_20260101.DeleteMetricFilter", { filterName: "lost", logGroupName: "worker" }],
    ["Any_20260101.PutMetricFilter", { filterName: "lost", logGroupName: "worker", filterPattern: "ERROR" }],
  ]);
});

it("a user pool keeps what it was created with and an update does not repeat", async () => {
  const { json, asked } = serviceOf("cognito-idp", cognitoUserPools, () => ({ UserPool: { Id: "pool" } }));

  await json("CreateUserPool", { PoolName: "people", UsernameAttributes: ["email"] });
  await json("UpdateUserPool", { UserPoolId: "pool", MfaConfiguration: "OFF" });

  expect(asked.slice(1).map(jsonOf)).toEqual([
    { UserPoolId: "pool", MfaConfiguration: "OFF", UsernameAttributes: ["email"] },
  ]);
});

it("a backup plan is given back as it was changed last, with the ids that its rules had", async () => {
  const created = { BackupPlanId: "plan", BackupPlan: { Rules: [{ RuleName: "daily", RuleId: "1", Days: 7 }] } };
  const { rest } = serviceOf("backup", backup, () => created);

  const before = await rest("GET", "/backup/plans/plan/");
  await rest("POST", "/backup/plans/plan", { BackupPlan: { Rules: [{ RuleName: "daily", Days: 8 }] } });
  const after = await rest("GET", "/backup/plans/plan/");

  expect(before.content).toEqual(created);
  expect(after.content).toMatchObject({
    BackupPlanId: "plan",
    BackupPlan: { Rules: [{ RuleName: "daily", RuleId: "1", Days: 8 }] },
  });
});

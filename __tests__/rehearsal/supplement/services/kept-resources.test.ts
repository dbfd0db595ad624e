import { expect, it } from "vitest";
import { backup } from "../../../../rehearsal/supplement/services/backup.ts";
import { budgets } from "../../../../rehearsal/supplement/services/budgets.ts";
import { cognitoIdentity } from "../../../../rehearsal/supplement/services/cognito-identity.ts";
import { cognitoUserPools } from "../../../../rehearsal/supplement/services/cognito-user-pools.ts";
import { costExplorer } from "../../../../rehearsal/supplement/services/cost-explorer.ts";
import { logs } from "../../../../rehearsal/supplement/services/logs.ts";
import { rum } from "../../../../rehearsal/supplement/services/rum.ts";
import { serviceOf } from "./service-of.ts";

it("an app monitor is given back with its tags until it is deleted", async () => {
  const { rest } = serviceOf("rum", rum);

  await rest("POST", "/appmonitor", { Name: "web", Domain: "a.example", CwLogEnabled: true, Tags: { Stack: "one" } });
  await rest("PATCH", "/appmonitor/web", { Domain: "b.example" });
  const read = await rest("GET", "/appmonitor/web");
  const twice = await rest("POST", "/appmonitor", { Name: "web" });
  await rest("DELETE", "/appmonitor/web");

  expect(read.content).toMatchObject({
    AppMonitor: {
      Name: "web",
      Domain: "b.example",
      DataStorage: { CwLog: { CwLogEnabled: true } },
      Tags: { Stack: "one" },
    },
  });
  expect(twice.status).toBe(409);
  expect((await rest("GET", "/appmonitor/web")).status).toBe(404);
});

it("a budget is given back with each notification and its subscribers", async () => {
  const { json } = serviceOf("budgets", budgets);
  const BudgetName = "monthly";
  const notification = { NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: 50 };
  const Subscribers = [{ SubscriptionType: "SNS", Address: "arn:aws:sns:us-east-1:111122223333:topic" }];

  await json("CreateBudget", {
    Budget: { BudgetName, TimeUnit: "MONTHLY" },
    NotificationsWithSubscribers: [{ Notification: notification, Subscribers }],
  });
  const read = await json("DescribeBudget", { BudgetName });
  const notifications = await json("DescribeNotificationsForBudget", { BudgetName });
  // The provider names what AWS assumes.
  const subscribers = await json("DescribeSubscribersForNotification", {
    BudgetName,
    Notification: { ...notification, ThresholdType: "PERCENTAGE" },
  });
  await json("DeleteNotification", { BudgetName, Notification: notification });
  const left = await json("DescribeNotificationsForBudget", { BudgetName });
  await json("DeleteBudget", { BudgetName });

  expect(read.content).toMatchObject({ Budget: { BudgetName, TimeUnit: "MONTHLY", CostTypes: { IncludeTax: true } } });
  expect(notifications.content).toEqual({ Notifications: [notification] });
  expect(subscribers.content).toEqual({ Subscribers });
  expect(left.content).toEqual({ Notifications: [] });
  expect((await json("DescribeBudget", { BudgetName })).status).toBe(400);
});

it.each(["Monitor", "Subscription"])("an anomaly %s is given back until it is deleted", async (kind) => {
  const { json } = serviceOf("ce", costExplorer);
  const field = `${kind}Arn`;

  const { content } = await json(`CreateAnomaly${kind}`, { [`Anomaly${kind}`]: { [`${kind}Name`]: "services" } });
  const arn = (content as Record<string, string>)[field];
  await json(`UpdateAnomaly${kind}`, { [field]: arn, [`${kind}Name`]: "all services" });
  const read = await json(`GetAnomaly${kind}s`, { [`${kind}ArnList`]: [arn] });
  await json(`DeleteAnomaly${kind}`, { [field]: arn });
  const afterwards = await json(`GetAnomaly${kind}s`, { [`${kind}ArnList`]: [arn] });

  expect(read.content).toEqual({
    [`Anomaly${kind}s`]: [{ [`${kind}Name`]: "all services", AccountId: "111122223333", [field]: arn }],
  });
  expect(afterwards.content).toMatchObject({ __type: `Unknown${kind}Exception` });
});

it("a backup selection is given back, a vault with its tags", async () => {
  const { rest } = serviceOf("backup", backup, () => ({ BackupVaultArn: "arn:vault" }));

  const created = await rest("PUT", "/backup/plans/p1/selections/", { BackupSelection: { SelectionName: "tables" } });
  const { SelectionId } = created.content as { SelectionId: string };
  const read = await rest("GET", `/backup/plans/p1/selections/${SelectionId}`);
  await rest("PUT", "/backup-vaults/vault", { BackupVaultTags: { Stack: "one" } });
  const tags = await rest("GET", "/tags/arn%3Avault/");
  const points = await rest("GET", "/backup-vaults/vault/recovery-points/");
  await rest("DELETE", `/backup/plans/p1/selections/${SelectionId}`);

  expect(read.content).toMatchObject({ BackupPlanId: "p1", BackupSelection: { SelectionName: "tables" } });
  expect(tags.content).toEqual({ Tags: { Stack: "one" } });
  expect(points.content).toEqual({ RecoveryPoints: [] });
  expect((await rest("GET", `/backup/plans/p1/selections/${SelectionId}`)).status).toBe(400);
});

it("a saved query is found by the beginning of its name, and replaced under its id", async () => {
  const { json } = serviceOf("logs", logs);

  const { content } = await json("PutQueryDefinition", { name: "dev/errors", queryString: "fields @message" });
  const { queryDefinitionId } = content as { queryDefinitionId: string };
  await json("PutQueryDefinition", { name: "dev/errors", queryString: "limit 5", queryDefinitionId });
  const found = await json("DescribeQueryDefinitions", { queryDefinitionNamePrefix: "dev/" });
  await json("DeleteQueryDefinition", { queryDefinitionId });

  expect(found.content).toEqual({
    queryDefinitions: [{ name: "dev/errors", queryString: "limit 5", queryDefinitionId }],
  });
  expect((await json("DescribeQueryDefinitions", {})).content).toEqual({ queryDefinitions: [] });
});

it("an identity pool's roles, and a user pool's resource server, are given back", async () => {
  const identity = serviceOf("cognito-identity", cognitoIdentity);
  const users = serviceOf("cognito-idp", cognitoUserPools);
  const server = { UserPoolId: "pool", Identifier: "api" };

  await identity.json("SetIdentityPoolRoles", { IdentityPoolId: "one", Roles: { unauthenticated: "arn:role" } });
  await users.json("CreateResourceServer", { ...server, Name: "a" });
  await users.json("UpdateResourceServer", { ...server, Name: "b" });
  const read = await users.json("DescribeResourceServer", server);
  await users.json("DeleteResourceServer", server);

  expect((await identity.json("GetIdentityPoolRoles", { IdentityPoolId: "one" })).content).toEqual({
    IdentityPoolId: "one",
    Roles: { unauthenticated: "arn:role" },
  });
  expect(read.content).toEqual({ ResourceServer: { ...server, Name: "b" } });
  expect((await users.json("DescribeResourceServer", server)).status).toBe(400);
});

import { expect, it } from "vitest";
import { account } from "../../../environments/account.ts";
import { dev } from "../../../environments/dev.ts";
import { environments } from "../../../environments/index.ts";
import { AccountStack } from "../../../stacks/account/account-stack.ts";
import { accountStack, accountStackBeside } from "../../helpers/account-stacks.ts";
import { sentimentStacks } from "../../helpers/sentiment-stacks.ts";
import { synthesize, testApp } from "../../helpers/synthesize.ts";
import "../../helpers/stack-matchers.ts";

it("are told at once to the account's alarm topic, whatever service they are of", () => {
  const subscription = accountStack.resource("aws_ce_anomaly_subscription");
  const [monitorArn] = subscription.monitor_arn_list as string[];
  const [subscriber] = subscription.subscriber as { readonly type: string; readonly address: string }[];

  expect(accountStack.referenced(monitorArn)).toMatchObject({
    monitor_type: "DIMENSIONAL",
    monitor_dimension: "SERVICE",
  });
  expect(subscriber?.type).toBe("SNS");
  expect(accountStack.referenced(subscriber?.address).name).toBe("account-sentiment-alarms");
  expect(subscription).toMatchObject({
    frequency: "IMMEDIATE",
    threshold_expression: {
      dimension: {
        key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
        match_options: ["GREATER_THAN_OR_EQUAL"],
        values: [String(account.costAnomalies.fromDollars)],
      },
    },
  });
});

it("are looked for once, however many regions and environments there are", () => {
  const elsewhere = accountStackBeside([dev, { ...dev, name: "far", region: "eu-west-1" }]);

  expect(Object.keys(elsewhere.resources("aws_sns_topic"))).toHaveLength(2);
  expect(elsewhere.resource("aws_ce_anomaly_subscription")).not.toHaveProperty("provider");
  for (const { stack } of sentimentStacks) expect(stack).not.toHaveResource("aws_ce_anomaly_subscription");
});

it("come from the monitor that the account has, where its file names one: AWS allows no second", () => {
  const monitorArn = "arn:aws:ce::111122223333:anomalymonitor/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
  const named = { ...account, costAnomalies: { fromDollars: 5, monitorArn } };

  const stack = synthesize(new AccountStack(testApp(), { account: named, environments }));

  expect(stack.resource("aws_ce_anomaly_subscription").monitor_arn_list).toEqual([monitorArn]);
  expect(stack).not.toHaveResource("aws_ce_anomaly_monitor");
});

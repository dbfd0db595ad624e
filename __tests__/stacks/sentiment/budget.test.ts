import { describe, expect, it } from "vitest";
import { dev } from "../../../environments/dev.ts";
import { sentimentStack, sentimentStacks } from "../../helpers/sentiment-stacks.ts";
import type { ResourceBody } from "../../helpers/synthesize.ts";

describe.each(sentimentStacks)("the budget of $name", ({ environment, stack }) => {
  const budget = stack.resource("aws_budgets_budget");
  const notifications = budget.notification as readonly ResourceBody[];

  it("counts what carries the stack's tag, up to the environment's limit", () => {
    expect(budget).toMatchObject({
      limit_amount: String(environment.monthlyBudgetDollars),
      limit_unit: "USD",
      time_unit: "MONTHLY",
      cost_filter: [{ name: "TagKeyValue", values: [`user:Stack$sentiment-${environment.name}`] }],
    });
  });

  it("notifies at five thresholds and on one forecast, within the ten that AWS allows", () => {
    expect(notifications.map(({ notification_type, threshold }) => [notification_type, threshold])).toEqual([
      ["ACTUAL", 25],
      ["ACTUAL", 50],
      ["ACTUAL", 75],
      ["ACTUAL", 90],
      ["ACTUAL", 100],
      ["FORECASTED", 100],
    ]);
    expect(notifications.length).toBeLessThanOrEqual(10);
  });

  it("tells the alarm topic and every mail subscriber each time", () => {
    const mails = environment.alarmSubscribers.filter(({ protocol }) => protocol === "email");

    for (const { subscriber_sns_topic_arns, subscriber_email_addresses } of notifications) {
      expect((subscriber_sns_topic_arns as string[]).map((arn) => stack.referenced(arn).name)).toEqual([
        `${environment.name}-sentiment-alarms`,
      ]);
      expect(subscriber_email_addresses ?? []).toEqual(mails.map(({ endpoint }) => endpoint));
    }
  });
});

describe("subscribers of a budget", () => {
  it("are refused above ten mail addresses", () => {
    const alarmSubscribers = Array.from({ length: 11 }, (_, index) => ({
      protocol: "email" as const,
      endpoint: `on-call-${index}@example.com`,
    }));

    const make = () => sentimentStack({ ...dev, alarmSubscribers });

    expect(make).toThrow("found 11 e-mail addresses, expected at most 10");
  });
});

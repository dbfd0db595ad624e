import { describe, expect, it } from "vitest";
import { metricsOf } from "../../../modules/alarms/alarm-record.ts";
import { monthlyBill } from "../../../modules/cost/bill.ts";
import { budgetProblems, byEnvironment } from "../../../modules/cost/observability-budget.ts";
import { checkedStacks } from "../../../modules/guardrails/checked-stack.ts";
import { stackBills } from "../../../modules/synthesis/stack-bills.ts";
import { stacks } from "../../../stacks/index.ts";
import { sentimentAlarmRegister } from "../../../stacks/sentiment/alarms/alarm-register.ts";
import { logBytesPerInvocation } from "../../../stacks/sentiment/log-volumes.ts";
import { surroundingsOf } from "../../../stacks/sentiment/surroundings.ts";
import { sentimentContracts, sentimentStacks } from "../../helpers/sentiment-stacks.ts";

const bills = stackBills(
  stacks.filter(({ name }) => sentimentStacks.some(({ stack }) => stack.name === name)),
  sentimentStacks.map(({ stack: { name, json } }) => ({ name, json })),
);

describe.each(sentimentStacks)("what watching $name costs", ({ name, environment, stack }) => {
  const [total] = byEnvironment(bills.filter(({ environment: each }) => each === name));
  const quantities = Object.fromEntries(total?.bill.items.map(({ id, quantity }) => [id, quantity]) ?? []);

  it("is within its budget, and that within the budget of everything", () => {
    expect(total?.budget?.dollars).toBe(environment.observabilityBudgetDollars);
    expect(total?.bill.dollars).toBeGreaterThan(20);
    expect(budgetProblems(bills)).toEqual([]);
    expect(environment.observabilityBudgetDollars).toBeLessThanOrEqual(environment.monthlyBudgetDollars);
  });

  it("has every metric that an alarm of the register reads", () => {
    const { alarms, composites } = sentimentAlarmRegister(surroundingsOf(environment), sentimentContracts);

    const read = alarms.map(({ signal }) => (signal.form === "anomaly" ? 3 : Object.keys(metricsOf(signal)).length));

    expect(quantities.alarmMetrics).toBe(read.reduce((sum, count) => sum + count, 0));
    expect(quantities.compositeAlarms).toBe(composites.length);
    expect(quantities.dashboards).toBe(Object.keys(stack.resources("aws_cloudwatch_dashboard")).length);
  });

  it("has logs, traces and browser events of what the environment expects", () => {
    const { json } = stack;
    const [checked] = checkedStacks(
      [{ name, json, production: false, contracts: sentimentContracts }],
      () => undefined,
    );
    const { invocationsPerDay } = environment.expectedTraffic;
    const twice = Object.fromEntries(Object.entries(invocationsPerDay).map(([key, count]) => [key, 2 * count]));
    if (checked === undefined) throw new Error("There is no stack");

    const more = monthlyBill(checked, {
      ...environment.expectedTraffic,
      invocationsPerDay: twice,
      logBytesPerInvocation,
    });

    for (const { id, quantity } of more.items.filter((item) => /^(logs|traces|insight)/.test(item.id)))
      expect([id, quantity > (quantities[id] ?? 0)]).toEqual([id, true]);
    expect(quantities.browserEvents).toBeGreaterThan(0);
  });
});

it("every function has a measured log volume, and nothing else has", () => {
  const names = sentimentContracts.map(({ name }) => name);

  expect(Object.keys(logBytesPerInvocation).sort()).toEqual([...new Set(names)].sort());
});

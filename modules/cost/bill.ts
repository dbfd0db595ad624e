import type { CheckedStack } from "../guardrails/checked-stack.ts";
import type { ExpectedTraffic } from "./expected-traffic.ts";
import { type Price, type PriceId, prices } from "./prices.ts";
import { alarmUsage } from "./usage/alarms.ts";
import { browserUsage } from "./usage/browsers.ts";
import { logUsage } from "./usage/logs.ts";
import { metricUsage } from "./usage/metrics.ts";
import { traceUsage } from "./usage/traces.ts";

/** One line of a bill. */
export interface BillItem {
  readonly id: PriceId;
  readonly what: string;
  /** In a month, in the unit. */
  readonly quantity: number;
  readonly unit: string;
  /** A month. */
  readonly dollars: number;
}

/** What it costs to watch something for a month: alarms, metrics, dashboards, logs, traces, browsers. */
export interface Bill {
  /** What there is any of, the dearest first. */
  readonly items: readonly BillItem[];
  readonly dollars: number;
}

/** The bill of one stack, from what is deployed and what it has to do. */
export function monthlyBill(stack: CheckedStack, traffic: ExpectedTraffic): Bill {
  return billOf({
    ...alarmUsage(stack),
    ...metricUsage(stack, traffic),
    ...logUsage(stack, traffic),
    ...traceUsage(stack, traffic),
    ...browserUsage(stack, traffic),
  });
}

/** Several bills as one. */
export function together(bills: readonly Bill[]): Bill {
  const usage: Partial<Record<PriceId, number>> = {};
  for (const { id, quantity } of bills.flatMap(({ items }) => items)) usage[id] = (usage[id] ?? 0) + quantity;
  return billOf(usage);
}

function billOf(usage: Readonly<Partial<Record<PriceId, number>>>): Bill {
  const items = (Object.keys(prices) as PriceId[])
    .map((id): BillItem => {
      const { what, unit, dollars, per }: Price = prices[id];
      const quantity = usage[id] ?? 0;
      return { id, what, quantity, unit, dollars: tidy((quantity * dollars) / per) };
    })
    .filter(({ quantity }) => quantity > 0)
    .sort((a, b) => b.dollars - a.dollars);
  return { items, dollars: tidy(items.reduce((sum, item) => sum + item.dollars, 0)) };
}

/** To a hundredth of a cent: what comes after it is noise of floating point. */
function tidy(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}

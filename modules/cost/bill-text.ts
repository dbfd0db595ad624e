import { markdownTable } from "../markdown-table.ts";
import type { Bill, BillItem } from "./bill.ts";
import type { EnvironmentTotal } from "./observability-budget.ts";
import { type Price, priceRegion, prices, pricesAsOf } from "./prices.ts";

/** An amount of money: `$12.30`. */
export function dollarsText(dollars: number): string {
  return `$${dollars.toFixed(2)}`;
}

/** The dearest items of a bill in one line: `metrics of functions $14.40, dashboards $3.00`. */
export function largestItems({ items }: Bill, count: number): string {
  return items
    .slice(0, count)
    .map(({ what, dollars }) => `${what} ${dollarsText(dollars)}`)
    .join(", ");
}

/** How much of something there is: whole numbers, gigabytes to the hundredth. */
export function quantityText({ quantity, unit }: Pick<BillItem, "quantity" | "unit">): string {
  return unit === "GB" ? `${quantity.toFixed(2)} GB` : Math.round(quantity).toLocaleString("en-US");
}

/** Bills side by side, and the prices that they are made of. */
export function billLines(totals: readonly EnvironmentTotal[]): readonly string[] {
  const amounts = (of: (total: EnvironmentTotal) => number | undefined) =>
    totals.map((total) => {
      const dollars = of(total);
      return dollars === undefined ? "" : dollarsText(dollars);
    });
  const rows = Object.entries<Price>(prices).flatMap(([id, { what }]) => {
    const items = totals.map(({ bill }) => bill.items.find((item) => item.id === id));
    if (items.every((item) => item === undefined)) return [];
    const cells = items.map((item) => (item === undefined ? "" : itemCell(item)));
    return [[what, ...cells]];
  });
  return [
    ...markdownTable(
      ["a month", ...totals.map(({ environment }) => environment)],
      [
        ...rows,
        ["**together**", ...amounts(({ bill }) => bill.dollars)],
        ["budget (`observabilityBudgetDollars`)", ...amounts(({ budget }) => budget?.dollars)],
      ],
    ),
    "",
    `Prices of ${priceRegion} as of ${pricesAsOf}, without what is free:`,
    "",
    ...markdownTable(
      ["price", "dollars", "for", "free each month in an account", "source"],
      Object.values<Price>(prices).map(({ what, dollars, per, unit, free, source }) => [
        what,
        String(dollars),
        `${per.toLocaleString("en-US")} ${per === 1 ? unit.replace(/s$/, "") : unit}`,
        free,
        `<${source}>`,
      ]),
    ),
  ];
}

function itemCell(item: BillItem): string {
  return `${dollarsText(item.dollars)} (${quantityText(item)})`;
}

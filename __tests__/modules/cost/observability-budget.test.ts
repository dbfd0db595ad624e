import { expect, it } from "vitest";
import { budgetProblems, byEnvironment, type StackBill } from "../../../modules/cost/observability-budget.ts";
import { billOf, traffic } from "./shop.ts";

const bill = billOf();
const place = "environments/dev.ts, observabilityBudgetDollars";
const stack = (name: string, environment: string, dollars?: number): StackBill => ({
  stack: name,
  environment,
  bill,
  ...(dollars === undefined ? {} : { budget: { dollars, place, traffic } }),
});

it("a bill above its budget is refused with its largest items", () => {
  const problems = budgetProblems([stack("jobs-dev", "dev", 500)]);

  expect(problems).toEqual([
    {
      place,
      found:
        "$592.72 a month for watching dev: calls of PutMetricData $525.60, traces recorded $36.84, log lines taken $14.22, traces that insights look at $7.37, dashboards $3.00",
      expected: "at most $500.00",
      remedy: "Have less of what costs most, or raise the budget.",
    },
  ]);
});

it("a bill that is exactly its budget is taken", () => {
  expect(budgetProblems([stack("jobs-dev", "dev", bill.dollars)])).toEqual([]);
  expect(budgetProblems([stack("jobs-dev", "dev", bill.dollars - 0.01)])).toHaveLength(1);
});

it("all stacks of an environment share its budget, and other environments have no part in it", () => {
  const bills = [stack("jobs-dev", "dev", 600), stack("jobs-prod", "prod"), stack("watch-dev", "dev")];

  const totals = byEnvironment(bills);

  expect(totals.map(({ environment, bill: { dollars } }) => [environment, dollars])).toEqual([
    ["dev", expect.closeTo(2 * bill.dollars, 3)],
    ["prod", bill.dollars],
  ]);
  expect(budgetProblems(bills).map(({ found }) => found.slice(0, 14))).toEqual(["$1185.44 a mon"]);
});

it("without a budget nothing is too dear", () => {
  expect(budgetProblems([stack("account", "account")])).toEqual([]);
});

import type { Problem } from "../problem.ts";
import { type Bill, together } from "./bill.ts";
import { dollarsText, largestItems } from "./bill-text.ts";
import type { ExpectedTraffic } from "./expected-traffic.ts";

/** What watching an environment may cost, and what it has to do. */
export interface ObservabilityBudget {
  /** Dollars a month for all stacks of the environment together. */
  readonly dollars: number;
  /** Where that number stands, for people who have to change it. */
  readonly place: string;
  readonly traffic: ExpectedTraffic;
}

/** The bill of a stack, and whose budget it counts against. */
export interface StackBill {
  readonly stack: string;
  readonly environment: string;
  readonly bill: Bill;
  /** Default: nobody limits it. */
  readonly budget?: ObservabilityBudget | undefined;
}

/** The bills of an environment's stacks as one, beside the budget. */
export interface EnvironmentTotal {
  readonly environment: string;
  readonly bill: Bill;
  readonly budget?: ObservabilityBudget | undefined;
}

/** Items that a message names. */
const namedItems = 5;

/** One bill per environment, in the order of their stacks. */
export function byEnvironment(bills: readonly StackBill[]): readonly EnvironmentTotal[] {
  return [...new Set(bills.map(({ environment }) => environment))].map((environment) => {
    const own = bills.filter((each) => each.environment === environment);
    return {
      environment,
      bill: together(own.map(({ bill }) => bill)),
      budget: own.find(({ budget }) => budget !== undefined)?.budget,
    };
  });
}

/** Every environment whose bill is above its budget. */
export function budgetProblems(bills: readonly StackBill[]): readonly Problem[] {
  return byEnvironment(bills).flatMap(({ environment, bill, budget }) => {
    if (budget === undefined || bill.dollars <= budget.dollars) return [];
    return [
      {
        place: budget.place,
        found: `${dollarsText(bill.dollars)} a month for watching ${environment}: ${largestItems(bill, namedItems)}`,
        expected: `at most ${dollarsText(budget.dollars)}`,
        remedy: "Have less of what costs most, or raise the budget.",
      },
    ];
  });
}

import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";
import { refuseProblems } from "../problem.ts";

/** Percent of the limit at which spent money is reported. */
const actualThresholds = [25, 50, 75, 90, 100] as const;

/** Percent of the limit at which the month's forecast is reported. */
const forecastThreshold = 100;

/** E-mail addresses that one notification can have (AWS Budgets quotas). */
const maximumEmailAddresses = 10;

export interface MonthlyBudgetProps {
  readonly naming: Naming;
  readonly limitDollars: number;
  /** Tag that marks what is counted. It must be activated as a cost allocation tag in the account. */
  readonly costTag: { readonly key: string; readonly value: string };
  readonly topicArn: string;
  readonly emailAddresses: readonly string[];
}

/** Tells by mail and topic how much of the month's money is spent. */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(scope, id);
    const { naming, limitDollars, costTag, topicArn, emailAddresses } = props;
    checkAddresses(emailAddresses);
    const notification = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
      notificationType,
      threshold,
      thresholdType: "PERCENTAGE",
      comparisonOperator: "GREATER_THAN",
      subscriberSnsTopicArns: [topicArn],
      ...(emailAddresses.length === 0 ? {} : { subscriberEmailAddresses: [...emailAddresses] }),
    });
    new BudgetsBudget(this, "budget", {
      name: naming("Budgets budget", "monthly-budget"),
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(limitDollars),
      limitUnit: "USD",
      costFilter: [{ name: "TagKeyValue", values: [`user:${costTag.key}$${costTag.value}`] }],
      notification: [
        ...actualThresholds.map((threshold) => notification("ACTUAL", threshold)),
        notification("FORECASTED", forecastThreshold),
      ],
    });
  }
}

function checkAddresses(emailAddresses: readonly string[]): void {
  if (emailAddresses.length <= maximumEmailAddresses) return;
  refuseProblems([
    {
      place: "alarmSubscribers",
      found: `${emailAddresses.length} e-mail addresses`,
      expected: `at most ${maximumEmailAddresses}, the limit of a budget's notification`,
      remedy: "Name a mailing list instead.",
    },
  ]);
}

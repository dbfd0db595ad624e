import { json, serviceError } from "../answer.ts";
import { type Call, jsonOf } from "../call.ts";
import type { Operation, ServiceSupplement } from "../service-supplement.ts";
import { type Tag, tagStore } from "../tags.ts";

interface Subscriber {
  readonly SubscriptionType: string;
  readonly Address: string;
}

interface Notification {
  readonly [key: string]: unknown;
}

interface KeptBudget {
  readonly budget: Readonly<Record<string, unknown>>;
  /** By what tells notifications apart. */
  readonly notifications: Map<string, { readonly notification: Notification; subscribers: readonly Subscriber[] }>;
}

/** What AWS assumes where a budget does not say it (API reference, CostTypes). */
const costTypes = {
  IncludeTax: true,
  IncludeSubscription: true,
  UseBlended: false,
  IncludeRefund: true,
  IncludeCredit: true,
  IncludeUpfront: true,
  IncludeRecurring: true,
  IncludeOtherSubscription: true,
  IncludeSupport: true,
  IncludeDiscount: true,
  UseAmortized: false,
};

/** Without dates a budget begins at the start of its period and ends in 2087. */
const timePeriod = { Start: Date.UTC(2026, 0, 1) / 1000, End: Date.UTC(2087, 5, 15) / 1000 };

/**
 * Budgets with their notifications, which the emulator creates and cannot read back.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html
 */
export const budgets: ServiceSupplement = ({ accountId }) => {
  const kept = new Map<string, KeptBudget>();
  const tags = tagStore();
  const withBudget = (answer: (budget: KeptBudget, call: Call) => ReturnType<Operation>): Operation => {
    return (call) => {
      const budget = kept.get(String(jsonOf(call).BudgetName));
      return budget === undefined ? missing(call, "budget") : answer(budget, call);
    };
  };
  return {
    CreateBudget: (call) => {
      const input = jsonOf(call) as unknown as CreateBudgetInput;
      const { BudgetName } = input.Budget;
      if (kept.has(BudgetName)) return serviceError(call, 400, "DuplicateRecordException", "The budget exists");
      const notifications = (input.NotificationsWithSubscribers ?? []).map(
        ({ Notification: notification, Subscribers }) =>
          [keyOf(notification), { notification, subscribers: Subscribers }] as const,
      );
      kept.set(BudgetName, { budget: input.Budget, notifications: new Map(notifications) });
      tags.add(`arn:aws:budgets::${accountId}:budget/${BudgetName}`, input.ResourceTags ?? []);
      return json({});
    },
    DescribeBudget: withBudget(({ budget }) =>
      json({ Budget: { CostTypes: costTypes, TimePeriod: timePeriod, ...budget } }),
    ),
    UpdateBudget: (call) => {
      const { NewBudget } = jsonOf(call) as unknown as { NewBudget: CreateBudgetInput["Budget"] };
      const old = kept.get(NewBudget.BudgetName);
      if (old === undefined) return missing(call, "budget");
      kept.set(NewBudget.BudgetName, { ...old, budget: NewBudget });
      return json({});
    },
    DeleteBudget: withBudget(({ budget }) => {
      kept.delete(String(budget.BudgetName));
      return json({});
    }),
    DescribeNotificationsForBudget: withBudget(({ notifications }) =>
      json({ Notifications: [...notifications.values()].map(({ notification }) => notification) }),
    ),
    CreateNotification: withBudget(({ notifications }, call) => {
      const { Notification: notification, Subscribers } = jsonOf(call) as unknown as NotificationWithSubscribers;
      notifications.set(keyOf(notification), { notification, subscribers: Subscribers });
      return json({});
    }),
    DeleteNotification: withBudget(({ notifications }, call) =>
      notifications.delete(keyOf(jsonOf(call).Notification as Notification)) ? json({}) : missing(call, "notification"),
    ),
    DescribeSubscribersForNotification: withBudget(({ notifications }, call) => {
      const found = notifications.get(keyOf(jsonOf(call).Notification as Notification));
      return found === undefined ? missing(call, "notification") : json({ Subscribers: found.subscribers });
    }),
    ListTagsForResource: (call) => json({ ResourceTags: tags.list(String(jsonOf(call).ResourceARN)) }),
    TagResource: (call) => {
      const { ResourceARN, ResourceTags } = jsonOf(call);
      tags.add(String(ResourceARN), ResourceTags as readonly Tag[]);
      return json({});
    },
    UntagResource: (call) => {
      const { ResourceARN, ResourceTagKeys } = jsonOf(call);
      tags.remove(String(ResourceARN), ResourceTagKeys as readonly string[]);
      return json({});
    },
  };
};

interface NotificationWithSubscribers {
  readonly Notification: Notification;
  readonly Subscribers: readonly Subscriber[];
}

interface CreateBudgetInput {
  readonly Budget: Readonly<Record<string, unknown>> & { readonly BudgetName: string };
  readonly NotificationsWithSubscribers?: readonly NotificationWithSubscribers[];
  readonly ResourceTags?: readonly Tag[];
}

function keyOf({ NotificationType, ComparisonOperator, Threshold, ThresholdType }: Notification): string {
  return JSON.stringify([NotificationType, ComparisonOperator, Threshold, ThresholdType ?? "PERCENTAGE"]);
}

function missing(call: Call, what: string) {
  return serviceError(call, 400, "NotFoundException", `There is no such ${what}`);
}

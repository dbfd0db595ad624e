import { blocks, list } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

/** AWS Budgets quotas. */
const maximumNotifications = 10;
const maximumAddresses = 10;

export const budgetNotification: Rule = {
  id: "budget-notification",
  wrong: "A budget has more notifications, or a notification more addresses, than AWS takes.",
  matters: "The budget is made and then refused half-way, with some of its notifications.",
  remedy: "Keep ten thresholds, and tell more people through a topic.",
  requirements: ["AWS"],
  check: eachOf("aws_budgets_budget", ({ body }) => {
    const notifications = blocks(body.notification);
    if (notifications.length === 0) return "not applicable";
    return [
      ...violationIf(notifications.length > maximumNotifications, {
        path: "notification",
        found: `${notifications.length} notifications`,
        expected: `at most ${maximumNotifications}`,
      }),
      ...notifications.flatMap(({ subscriber_email_addresses: addresses }, index) =>
        violationIf(list(addresses).length > maximumAddresses, {
          path: `notification[${index}].subscriber_email_addresses`,
          found: `${list(addresses).length} addresses`,
          expected: `at most ${maximumAddresses}`,
        }),
      ),
    ];
  }),
};

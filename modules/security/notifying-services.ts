/** AWS services that tell people something through a topic. */
export type NotifyingService = "cloudwatch" | "budgets" | "costalerts";

/** What each of them acts for, as the ARN pattern that it states to topics and keys; nothing where AWS documents none. */
export function notificationSources({
  accountId,
  region,
}: {
  readonly accountId: string;
  readonly region: string;
}): Readonly<Record<NotifyingService, string | undefined>> {
  return {
    cloudwatch: `arn:aws:cloudwatch:${region}:${accountId}:alarm:*`,
    // Budgets has no region.
    budgets: `arn:aws:budgets::${accountId}:*`,
    // Cost Anomaly Detection: the account, and nothing else ("Creating an Amazon SNS topic for anomaly notifications").
    costalerts: undefined,
  };
}

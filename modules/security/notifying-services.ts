/** AWS services that tell people something through a topic. */
export type NotifyingService = "cloudwatch" | "budgets" | "costalerts";

/** What each of them acts for, as the ARN pattern that it states to topics and keys. */
export function notificationSources({
  accountId,
  region,
}: {
  readonly accountId: string;
  readonly region: string;
}): Readonly<Record<NotifyingService, string>> {
  return {
    cloudwatch: `arn:aws:cloudwatch:${region}:${accountId}:alarm:*`,
    // Budgets has no region, and neither has Cost Anomaly Detection, which costalerts is.
    budgets: `arn:aws:budgets::${accountId}:*`,
    costalerts: `arn:aws:ce::${accountId}:anomalysubscription/*`,
  };
}

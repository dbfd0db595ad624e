/** What each service that notifies people acts for, as the ARN pattern that it states to topics and keys. */
export function notificationSources({
  accountId,
  region,
}: {
  readonly accountId: string;
  readonly region: string;
}): Readonly<Record<"cloudwatch" | "budgets", string>> {
  return {
    cloudwatch: `arn:aws:cloudwatch:${region}:${accountId}:alarm:*`,
    // Budgets has no region.
    budgets: `arn:aws:budgets::${accountId}:*`,
  };
}

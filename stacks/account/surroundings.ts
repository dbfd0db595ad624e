import type { Account, Environment } from "../../environments/schema.ts";
import { sentiment } from "../../lambdas/shared/sentiment/system.ts";
import { billingRegion } from "../../modules/alarms/cost-alarms.ts";
import { naming } from "../../modules/naming/naming.ts";

/** What the commands call the stacks of the account by; first part of the names of what is in them. */
export const accountScope = "account";

/** Names what belongs to the account as environments name what is theirs. */
export const accountNaming = naming({ environment: accountScope, system: sentiment.name });

/** Name of the bucket that Terraform's state can be kept in. Bucket names are unique across all accounts of AWS. */
export function stateBucketName({ accountId }: Pick<Account, "accountId">): string {
  return accountNaming("S3 bucket", `terraform-state-${accountId}`);
}

/** A region in which the account has something, and what that is about. */
export interface WatchedRegion {
  readonly region: string;
  /** Whether AWS publishes here what the account owes. */
  readonly hasBill: boolean;
  /** Whether environments are here. */
  readonly hasEnvironments: boolean;
}

/** The region of the bill first, then every other region with environments of the account. */
export function watchedRegions(
  { accountId }: Pick<Account, "accountId">,
  environments: readonly Environment[],
): readonly WatchedRegion[] {
  const used = environments.filter((each) => each.accountId === accountId).map(({ region }) => region);
  return [...new Set([billingRegion, ...used])].map((region) => ({
    region,
    hasBill: region === billingRegion,
    hasEnvironments: used.includes(region),
  }));
}

import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Account, Environment } from "../../environments/schema.ts";
import { ApiGatewayLogsRole } from "../../modules/api/account-logging.ts";
import { addAwsProvider } from "../../modules/terraform/aws-provider.ts";
import { provideBy } from "../../modules/terraform/provide-by.ts";
import { addStateBackend } from "../../modules/terraform/state.ts";
import { project } from "../sentiment/surroundings.ts";
import { AccountRegion } from "./account-region.ts";
import { accountNaming, accountScope, stateBucketName, watchedRegions } from "./surroundings.ts";

export const accountStackName = "account";

export interface AccountStackProps {
  readonly account: Account;
  /** Every environment; those of other accounts are none of this stack's business. */
  readonly environments: readonly Environment[];
}

/** What an account has only once, per region where AWS has it per region. */
export class AccountStack extends TerraformStack {
  constructor(scope: Construct, { account, environments }: AccountStackProps) {
    super(scope, accountStackName);
    const tags = { Project: project, Environment: accountScope, ManagedBy: "Terraform", Stack: accountStackName };
    addStateBackend(this, accountStackName, { bucket: stateBucketName(account), region: account.stateRegion });
    const logsRole = new ApiGatewayLogsRole(this, "api-gateway-logs", { naming: accountNaming });
    for (const [index, watched] of watchedRegions(account, environments).entries()) {
      const { region } = watched;
      const isDefault = index === 0;
      const provider = addAwsProvider(this, {
        region,
        accountId: account.accountId,
        tags,
        ...(isDefault ? {} : { alias: region }),
      });
      const part = new AccountRegion(this, region, { account, watched, logsRole });
      if (!isDefault) provideBy(provider, part);
    }
  }
}

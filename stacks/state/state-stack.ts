import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Account } from "../../environments/schema.ts";
import { Bucket } from "../../modules/data/bucket.ts";
import { addAwsProvider } from "../../modules/terraform/aws-provider.ts";
import { addStateBackend } from "../../modules/terraform/state.ts";
import { accountScope, stateBucketName } from "../account/surroundings.ts";
import { project } from "../sentiment/surroundings.ts";

export const stateStackName = "state";

/** Days in which a state that was overwritten or deleted can be brought back. */
const keepOldVersionsDays = 90;

/**
 * The bucket for the state of all stacks, its own among them: the first deployment keeps that on the machine until the
 * bucket exists, and then moves it (commands/parts/deployment/first-deployment.ts).
 */
export class StateStack extends TerraformStack {
  constructor(scope: Construct, { account }: { readonly account: Account }) {
    super(scope, stateStackName);
    const { accountId, stateRegion } = account;
    addAwsProvider(this, {
      region: stateRegion,
      accountId,
      tags: { Project: project, Environment: accountScope, ManagedBy: "Terraform", Stack: stateStackName },
    });
    addStateBackend(this, stateStackName, { bucket: stateBucketName(account), region: stateRegion });
    const { resource } = new Bucket(this, "terraform-state", {
      name: stateBucketName(account),
      protect: true,
      keepOldVersionsDays,
    });
    new TerraformOutput(this, "state-bucket", {
      value: resource.bucket,
      description: "Bucket for the state of stacks: state.bucket of an environment file",
    }).overrideLogicalId("state-bucket");
  }
}

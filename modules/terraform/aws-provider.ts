import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import type { TerraformStack } from "cdktf";
import { providerRequirement } from "./provider-requirement.ts";

export interface AwsProviderProps {
  readonly region: string;
  /** The one account that may be changed: with other credentials Terraform stops before its first call. */
  readonly accountId: string;
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /** Name of a provider beside the stack's first one. Default: this is the first. */
  readonly alias?: string;
}

/** Configures an AWS provider of a stack. */
export function addAwsProvider(
  stack: TerraformStack,
  { region, accountId, tags, alias }: AwsProviderProps,
): AwsProvider {
  const provider = new AwsProvider(stack, alias === undefined ? "aws" : `aws-${alias}`, {
    ...(alias === undefined ? {} : { alias }),
    region,
    allowedAccountIds: [accountId],
    defaultTags: [{ tags: { ...tags } }],
  });
  stack.addOverride("terraform.required_providers.aws", providerRequirement);
  return provider;
}

import { type TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** Has every resource that is in a construct now made by one provider: in its region, with its tags. */
export function provideBy(provider: TerraformProvider, scope: Construct): void {
  for (const each of scope.node.findAll()) {
    if (TerraformResource.isTerraformResource(each)) each.provider = provider;
  }
}

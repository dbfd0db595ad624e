import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { Construct } from "constructs";
import { xRayWriteActions } from "../functions/permissions-from-contract.ts";
import type { Naming } from "../naming/naming.ts";
import { policyDocument } from "../security/policy-document.ts";

/** The one policy that lets the functions' roles write traces (FR-017). */
export class TracePolicy extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { naming }: { readonly naming: Naming }) {
    super(scope, id);
    this.arn = new IamPolicy(this, "policy", {
      name: naming("IAM policy", "xray-write"),
      description: "Lets functions write traces",
      policy: policyDocument([{ Sid: "WriteTraces", Effect: "Allow", Action: xRayWriteActions, Resource: ["*"] }]),
    }).arn;
  }
}

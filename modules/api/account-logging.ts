import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";
import { trustPolicy } from "../security/policy-document.ts";

/** AWS's own policy for this purpose: API Gateway refuses a role that may do less than it says. */
const logsPolicyArn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

/** The role in which API Gateway writes logs, in every region of the account. */
export class ApiGatewayLogsRole extends Construct {
  readonly arn: string;
  /** What the role may do; API Gateway checks it when the role is set. */
  readonly permissions: IamRolePolicyAttachment;

  constructor(scope: Construct, id: string, { naming }: { readonly naming: Naming }) {
    super(scope, id);
    const role = new IamRole(this, "role", {
      name: naming("IAM role", "api-gateway-logs"),
      description: "Lets API Gateway write access logs",
      assumeRolePolicy: trustPolicy({ Service: "apigateway.amazonaws.com" }),
    });
    this.arn = role.arn;
    this.permissions = new IamRolePolicyAttachment(this, "permissions", { role: role.name, policyArn: logsPolicyArn });
  }
}

/** API Gateway's settings of the account in one region: without them no stage of a REST API can have an access log. */
export class ApiGatewayLogging extends Construct {
  constructor(scope: Construct, id: string, { role }: { readonly role: ApiGatewayLogsRole }) {
    super(scope, id);
    new ApiGatewayAccount(this, "settings", { cloudwatchRoleArn: role.arn, dependsOn: [role.permissions] });
  }
}

import { CognitoIdentityPool } from "@cdktf/provider-aws/lib/cognito-identity-pool/index.js";
import { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment/index.js";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { RumAppMonitor } from "@cdktf/provider-aws/lib/rum-app-monitor/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";
import { policyDocument, trustPolicy } from "../security/policy-document.ts";

export interface RealUserMonitoringProps {
  readonly naming: Naming;
  readonly accountId: string;
  readonly region: string;
  /** Address of the web application; its host is the one that may report. */
  readonly applicationUrl: string;
  /** Share of sessions that are recorded, 0 to 1. */
  readonly sessionSampleRate: number;
}

/** Measures what visitors experience; their browsers report as guests that may do nothing else. */
export class RealUserMonitoring extends Construct {
  readonly monitor: RumAppMonitor;
  readonly identityPool: CognitoIdentityPool;

  constructor(scope: Construct, id: string, props: RealUserMonitoringProps) {
    super(scope, id);
    const name = props.naming("RUM app monitor", "dashboard");
    this.identityPool = new CognitoIdentityPool(this, "identity-pool", {
      identityPoolName: props.naming("Cognito identity pool", "rum"),
      allowUnauthenticatedIdentities: true,
      allowClassicFlow: false,
    });
    this.guests(props, `arn:aws:rum:${props.region}:${props.accountId}:appmonitor/${name}`);
    this.monitor = new RumAppMonitor(this, "monitor", {
      name,
      domain: new URL(props.applicationUrl).hostname,
      cwLogEnabled: false,
      customEvents: { status: "ENABLED" },
      appMonitorConfiguration: {
        // No guest role here: the web client would take it as a request for the classic flow, which is off.
        identityPoolId: this.identityPool.id,
        allowCookies: true,
        enableXray: true,
        telemetries: ["errors", "performance", "http"],
        sessionSampleRate: props.sessionSampleRate,
      },
    });
  }

  private guests({ naming }: RealUserMonitoringProps, monitorArn: string): void {
    const role = new IamRole(this, "guest-role", {
      name: naming("IAM role", "rum-guest"),
      assumeRolePolicy: trustPolicy({ Federated: "cognito-identity.amazonaws.com" }, "sts:AssumeRoleWithWebIdentity", {
        StringEquals: { "cognito-identity.amazonaws.com:aud": this.identityPool.id },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
      }),
    });
    const policy = new IamPolicy(this, "guest-policy", {
      name: naming("IAM policy", "rum-guest"),
      policy: policyDocument([
        { Sid: "ReportEvents", Effect: "Allow", Action: ["rum:PutRumEvents"], Resource: [monitorArn] },
      ]),
    });
    new IamRolePolicyAttachment(this, "guest-policy-attachment", { role: role.name, policyArn: policy.arn });
    new CognitoIdentityPoolRolesAttachment(this, "roles", {
      identityPoolId: this.identityPool.id,
      roles: { unauthenticated: role.arn },
    });
  }
}

import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy/index.js";
import { Construct } from "constructs";
import { policyDocument } from "../security/policy-document.ts";

export interface TopicProps {
  readonly name: string;
  readonly keyArn: string;
}

/** A topic between functions, encrypted, whose hop shows in every trace that passes through it. */
export class Topic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, keyArn }: TopicProps) {
    super(scope, id);
    this.arn = new SnsTopic(this, "topic", { name, kmsMasterKeyId: keyArn, tracingConfig: "Active" }).arn;
  }

  /**
   * Lets these roles publish, and nobody else: inside one account an identity's own policy is enough to publish, so
   * that only a refusal keeps others out.
   */
  allowPublishers(roleArns: readonly string[]): void {
    const publish = { Action: "sns:Publish", Resource: this.arn } as const;
    const others = roleArns.length === 0 ? {} : { Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArns } } };
    new SnsTopicPolicy(this, "policy", {
      arn: this.arn,
      policy: policyDocument([
        ...(roleArns.length === 0
          ? []
          : [{ Sid: "AllowPublishers", Effect: "Allow", Principal: { AWS: roleArns }, ...publish } as const]),
        { Sid: "DenyOtherPublishers", Effect: "Deny", Principal: "*", ...publish, ...others },
      ]),
    });
  }
}

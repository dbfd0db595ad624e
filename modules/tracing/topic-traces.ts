import { createHash } from "node:crypto";
import { XrayResourcePolicy } from "@cdktf/provider-aws/lib/xray-resource-policy/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";
import { policyDocument } from "../security/policy-document.ts";

export interface TopicTracesProps {
  readonly naming: Naming;
  readonly accountId: string;
  readonly region: string;
  /** Names of the topics; stars stand for any characters. */
  readonly topicName: string;
}

/**
 * Lets SNS write the traces of topics with active tracing ("Active tracing in Amazon SNS", developer guide). Without it
 * a topic's hop is missing from every trace, and nothing says so. An account has five such policies per region.
 */
export class TopicTraces extends Construct {
  constructor(scope: Construct, id: string, { naming, accountId, region, topicName }: TopicTracesProps) {
    super(scope, id);
    const document = policyDocument([
      {
        Sid: "AllowTopics",
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: ["xray:PutTraceSegments", "xray:GetSamplingRules", "xray:GetSamplingTargets"],
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          StringLike: { "aws:SourceArn": `arn:aws:sns:${region}:${accountId}:${topicName}` },
        },
      },
    ]);
    // The provider fails after it has changed a document in place (hashicorp/terraform-provider-aws#45446): another
    // document is another policy.
    const digest = createHash("sha256").update(document).digest("hex").slice(0, 8);
    new XrayResourcePolicy(this, "policy", {
      policyName: naming("X-Ray resource policy", `topics-${digest}`),
      policyDocument: document,
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

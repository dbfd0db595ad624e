import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission/index.js";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import { Construct } from "constructs";
import type { LambdaFunction } from "./lambda-function.ts";

export interface TopicSubscriptionProps {
  readonly topicArn: string;
  readonly target: LambdaFunction;
}

/** Invokes a function for every message of a topic. Raw delivery stays off: it would drop the trace context. */
export class TopicSubscription extends Construct {
  constructor(scope: Construct, id: string, { topicArn, target }: TopicSubscriptionProps) {
    super(scope, id);
    const permission = new LambdaPermission(this, "permission", {
      statementId: "AllowExecutionFromSns",
      action: "lambda:InvokeFunction",
      functionName: target.resource.functionName,
      principal: "sns.amazonaws.com",
      sourceArn: topicArn,
    });
    new SnsTopicSubscription(this, "subscription", {
      topicArn,
      protocol: "lambda",
      endpoint: target.resource.arn,
      dependsOn: [permission],
    });
  }
}

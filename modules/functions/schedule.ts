import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target/index.js";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission/index.js";
import { Construct } from "constructs";
import type { ScheduleTrigger } from "../../lambdas/shared/contract/index.ts";
import type { Naming } from "../naming/naming.ts";
import type { LambdaFunction } from "./lambda-function.ts";

/** An undelivered tick is worthless once its successor is due, so it is retried for a few minutes at most. */
const retryPolicy = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 300 } as const;

export interface ScheduleProps {
  readonly trigger: ScheduleTrigger;
  readonly target: LambdaFunction;
  readonly naming: Naming;
  /** Queue that takes ticks that could not be delivered. */
  readonly deadLetterQueueArn: string;
}

/** Invokes a function on a schedule. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, { trigger, target, naming, deadLetterQueueArn }: ScheduleProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "rule", {
      name: naming("EventBridge rule", `${target.contract.name}-schedule`),
      description: `Invokes ${target.contract.name}`,
      scheduleExpression: trigger.expression,
    });
    const permission = new LambdaPermission(this, "permission", {
      statementId: "AllowExecutionFromEventBridge",
      action: "lambda:InvokeFunction",
      functionName: target.resource.functionName,
      principal: "events.amazonaws.com",
      sourceArn: rule.arn,
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      arn: target.resource.arn,
      retryPolicy,
      deadLetterConfig: { arn: deadLetterQueueArn },
      // A tick that comes before the permission would be lost.
      dependsOn: [permission],
    });
  }
}

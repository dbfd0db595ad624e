import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Construct } from "constructs";
import { policyDocument } from "../security/policy-document.ts";

/** Longest time that SQS keeps a message, seconds: 14 days in which somebody can look at what failed. */
const retentionSeconds = 1_209_600;

export interface DeadLetterQueueProps {
  readonly name: string;
  /**
   * The queue's own ARN and the ARN pattern of EventBridge rules that may put events in. Default: only roles whose
   * policies say so may.
   */
  readonly scheduledEvents?: { readonly queueArn: string; readonly rules: string };
}

/** A queue that takes what nobody could process, encrypted with SQS's own key. Nothing consumes it but people. */
export class DeadLetterQueue extends Construct {
  readonly resource: SqsQueue;

  constructor(scope: Construct, id: string, { name, scheduledEvents }: DeadLetterQueueProps) {
    super(scope, id);
    this.resource = new SqsQueue(this, "queue", {
      name,
      messageRetentionSeconds: retentionSeconds,
      sqsManagedSseEnabled: true,
      // A policy as a resource of its own would cost another 25 seconds of waiting inside the provider.
      ...(scheduledEvents === undefined ? {} : { policy: eventsPolicy(scheduledEvents) }),
    });
  }
}

/** The queue's ARN is put together from its parts: a resource cannot refer to itself. */
function eventsPolicy({ queueArn, rules }: { readonly queueArn: string; readonly rules: string }): string {
  return policyDocument([
    {
      Sid: "AllowUndeliveredEvents",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnLike: { "aws:SourceArn": rules } },
    },
  ]);
}

import { randomUUID } from "node:crypto";
import type { PublishedMessage } from "./batch-calls.ts";

/** What Amazon EventBridge sends at the times of a schedule (Amazon EventBridge user guide, scheduled events). */
export function scheduledEvent(now: number): unknown {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: "111122223333",
    time: `${new Date(now).toISOString().slice(0, 19)}Z`,
    region: "us-east-1",
    resources: ["arn:aws:events:us-east-1:111122223333:rule/rig-sentiment-schedule"],
    detail: {},
  };
}

/** What Amazon SNS hands to a subscribed function (AWS Lambda developer guide, Using Lambda with Amazon SNS). */
export function topicEvent({ topicArn, body, attributes }: PublishedMessage, now: number): unknown {
  const Sns = {
    Type: "Notification",
    MessageId: randomUUID(),
    TopicArn: topicArn,
    Subject: null,
    Message: body,
    Timestamp: new Date(now).toISOString(),
    SignatureVersion: "1",
    Signature: "EXAMPLE",
    SigningCertUrl: "EXAMPLE",
    UnsubscribeUrl: "EXAMPLE",
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, Value]) => [name, { Type: "String", Value }]),
    ),
  };
  return {
    Records: [
      { EventSource: "aws:sns", EventVersion: "1.0", EventSubscriptionArn: `${topicArn}:${randomUUID()}`, Sns },
    ],
  };
}

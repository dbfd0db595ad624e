import type { AlarmRecord } from "./alarm-record.ts";
import { metricLook } from "./first-look.ts";

/** Deliveries that may fail per period: SNS repeats them for a while. */
const toleratedFailures = 5;

/** A topic that invokes functions. */
export interface WatchedTopic {
  readonly name: string;
  /** Name in SNS. */
  readonly topicName: string;
}

export function topicAlarms({ name, topicName }: WatchedTopic): readonly AlarmRecord[] {
  return [
    {
      id: `${name}-delivery-failures`,
      title: `Failed deliveries of ${name}`,
      kind: "topic-delivery",
      signal: {
        form: "metric",
        metric: {
          namespace: "AWS/SNS",
          name: "NumberOfNotificationsFailed",
          dimensions: { TopicName: topicName },
          statistic: "Sum",
        },
      },
      comparison: "GreaterThanThreshold",
      threshold: toleratedFailures,
      periodSeconds: 300,
      evaluationPeriods: 1,
      missing: "notBreaching",
      missingBecause: "SNS reports nothing while nothing fails",
      severity: "warning",
      meaning: `Messages of ${name} do not reach the functions that subscribe to it, and are lost after SNS's own retries.`,
      runbook: "topic-delivery",
      firstLook: metricLook(
        `NumberOfMessagesPublished and NumberOfNotificationsDelivered of ${topicName}, Sum, 1 minute`,
      ),
      requirements: ["FR-039"],
    },
  ];
}

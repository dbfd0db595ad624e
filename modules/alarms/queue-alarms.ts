import type { AlarmRecord, WatchedMetric } from "./alarm-record.ts";
import { metricLook } from "./first-look.ts";

/** Messages of a dead-letter queue from which on it is no single accident. */
const manyMessages = 100;

/** A queue that takes what nobody could process. */
export interface WatchedQueue {
  /** Last part of its name. */
  readonly name: string;
  /** Name in SQS. */
  readonly queueName: string;
  /** What stands in it: `requests for scores`. */
  readonly holds: string;
}

/** Nothing should ever be in a dead-letter queue: the first message is a warning, many are an outage. */
export function queueAlarms({ name, queueName, holds }: WatchedQueue): readonly AlarmRecord[] {
  const metric: WatchedMetric = {
    namespace: "AWS/SQS",
    name: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: queueName },
    statistic: "Maximum",
  };
  const common = {
    title: `Messages in ${name}`,
    kind: "dead-letters",
    signal: { form: "metric", metric },
    comparison: "GreaterThanThreshold",
    periodSeconds: 300,
    evaluationPeriods: 1,
    missing: "notBreaching",
    missingBecause: "SQS reports nothing of a queue that nobody has used for hours",
    runbook: "dead-letters",
    firstLook: metricLook(`NumberOfMessagesSent of ${queueName}, Sum, 1 minute: when they came`),
  } as const;
  return [
    {
      ...common,
      id: `${name}-depth-exceeded`,
      threshold: manyMessages,
      severity: "critical",
      meaning: `More than ${manyMessages} ${holds} failed in every attempt and wait in ${name}.`,
      requirements: ["FR-129"],
    },
    {
      ...common,
      id: `${name}-not-empty`,
      threshold: 0,
      severity: "warning",
      meaning: `Some ${holds} failed in every attempt and wait in ${name}; after 14 days they are gone.`,
      requirements: ["FR-039"],
    },
  ];
}

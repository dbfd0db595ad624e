import type { AlarmRecord } from "../alarms/alarm-record.ts";
import type { WatchedQueue } from "../alarms/queue-alarms.ts";
import type { WatchedTopic } from "../alarms/topic-alarms.ts";
import { graphs, metricLine } from "./graph.ts";
import type { Section } from "./section.ts";
import type { MetricLine, ShownStatistic } from "./widget.ts";

export interface MessagingProps {
  readonly topics: readonly WatchedTopic[];
  readonly queues: readonly WatchedQueue[];
}

/** Messages between functions, and those that nobody could process. */
export function messagingSection({ topics, queues }: MessagingProps, alarms: readonly AlarmRecord[]): Section {
  const topicLines = (metric: string) =>
    topics.map(({ name, topicName }) => line("AWS/SNS", metric, { TopicName: topicName }, "Sum", name));
  const queueLines = (metric: string) =>
    queues.map(({ name, queueName }) => line("AWS/SQS", metric, { QueueName: queueName }, "Maximum", name));
  return {
    title: "Topics and dead letters",
    widgets: [
      ...graphs({ title: "Published", lines: topicLines("NumberOfMessagesPublished"), alarms, width: 6 }),
      ...graphs({ title: "Not delivered", lines: topicLines("NumberOfNotificationsFailed"), alarms, width: 6 }),
      ...graphs({
        title: "Dead letters that wait",
        lines: queueLines("ApproximateNumberOfMessagesVisible"),
        alarms,
        width: 6,
      }),
      ...graphs({
        title: "Age of the oldest dead letter, s",
        lines: queueLines("ApproximateAgeOfOldestMessage"),
        alarms,
        width: 6,
      }),
    ],
  };
}

function line(
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>>,
  statistic: ShownStatistic,
  label: string,
): MetricLine {
  return metricLine({ namespace, name, dimensions, statistic }, label);
}

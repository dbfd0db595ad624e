import type { Construct } from "constructs";
import type { LambdaContract, TopicReach } from "../../lambdas/shared/contract/index.ts";
import * as messaging from "../../lambdas/shared/sentiment/topics.ts";
import type { LambdaFunction } from "../../modules/functions/lambda-function.ts";
import { AlarmTopic } from "../../modules/messaging/alarm-topic.ts";
import { DeadLetterQueue } from "../../modules/messaging/dead-letter-queue.ts";
import { Topic } from "../../modules/messaging/topic.ts";
import type { NotifyingService } from "../../modules/security/notifying-services.ts";
import type { Surroundings } from "./surroundings.ts";

/** Topics and queues of the data model, by the name in their definition. */
export interface Messaging {
  readonly topics: Readonly<Record<string, Topic>>;
  readonly queues: Readonly<Record<string, { readonly arn: string }>>;
}

export function addMessaging(scope: Construct, { naming }: Surroundings, keyArn: string): Messaging {
  const definitions = Object.values(messaging);
  const topics = definitions
    .filter(({ kind }) => kind === "topic")
    .map(({ name }) => [name, new Topic(scope, `topic-${name}`, { name: naming("SNS topic", name), keyArn })] as const);
  const queues = definitions
    .filter(({ kind }) => kind === "queue")
    .map(({ name }) => {
      const { resource } = new DeadLetterQueue(scope, `queue-${name}`, { name: naming("SQS queue", name) });
      return [name, { arn: resource.arn }] as const;
    });
  return { topics: Object.fromEntries(topics), queues: Object.fromEntries(queues) };
}

/** What reports to the alarm topic: alarms and the budget. */
export const notifiedBy: readonly NotifyingService[] = ["cloudwatch", "budgets"];

export function addAlarmTopic(scope: Construct, { environment, naming }: Surroundings, keyArn: string): AlarmTopic {
  return new AlarmTopic(scope, "alarm-topic", {
    name: naming("SNS topic", "alarms"),
    keyArn,
    accountId: environment.accountId,
    region: environment.region,
    subscribers: environment.alarmSubscribers,
    notifiedBy,
  });
}

/** Name of the queue that takes undelivered scheduled events. */
export const scheduleDeadLetters = "schedule-dlq";

/** One queue for all schedules: which of them failed stands in the message. */
export function addScheduleDeadLetterQueue(
  scope: Construct,
  { environment: { accountId, region }, naming }: Surroundings,
): DeadLetterQueue {
  const name = naming("SQS queue", scheduleDeadLetters);
  return new DeadLetterQueue(scope, `queue-${scheduleDeadLetters}`, {
    name,
    scheduledEvents: {
      queueArn: `arn:aws:sqs:${region}:${accountId}:${name}`,
      rules: `arn:aws:events:${region}:${accountId}:rule/${naming("EventBridge rule", "*")}`,
    },
  });
}

/** Lets exactly those functions publish to a topic whose contracts say so. */
export function allowPublishers({ topics }: Messaging, functions: Iterable<LambdaFunction>): void {
  const all = [...functions];
  for (const [name, topic] of Object.entries(topics)) {
    topic.allowPublishers(all.filter(({ contract }) => publishesTo(contract, name)).map(({ role }) => role.arn));
  }
}

function publishesTo({ reaches }: LambdaContract, topicName: string): boolean {
  return Object.values(reaches).some(
    (reach): reach is TopicReach => reach.kind === "topic" && reach.topic.name === topicName,
  );
}

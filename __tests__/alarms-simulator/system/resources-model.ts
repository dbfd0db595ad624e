import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { items } from "../../../lambdas/shared/sentiment/tables.ts";
import { operationsOn } from "../../../modules/alarms/table-alarms.ts";
import { scheduleDeadLetters } from "../../../stacks/sentiment/messaging.ts";
import { type DeadLetters, deadLetters } from "./asynchronous-events.ts";
import { minutesOfHour } from "./clock.ts";
import type { Moment } from "./moment.ts";

/** Read units of one look of a stream at the newest 200 stories, 1 kB each, through an index that has all attributes. */
const unitsPerPoll = 25;
const pollsPerMinute = 12;
const unitsPerRequest = 6;
const unitsPerStory = 2;

/** What happens in a minute to what functions share. */
export interface Use {
  readonly openStreams: number;
  readonly requests: number;
  readonly stories: number;
}

/** @param dead queues by their names in contracts and stacks. */
export function resourcesModel(contracts: readonly LambdaContract[], dead: Readonly<Record<string, DeadLetters>>) {
  const undelivered = deadLetters();
  const queues = Object.entries({ ...dead, [scheduleDeadLetters]: undelivered });
  return (moment: Moment, use: Use): void => {
    const { minute, conditions } = moment;
    const lockedOut = contracts.filter(({ name }) => conditions.lockedOut?.[name] === true);
    undelivered.add(minute, lockedOut.filter((contract) => minute % minutesBetweenEvents(contract) === 0).length);
    for (const [name, letters] of queues) queue(moment, name, letters.depth(minute));
    reads(moment, use);
    troubles(moment, contracts);
  };
}

/** Fixed times are the full hours here. */
function minutesBetweenEvents({ triggers }: LambdaContract): number {
  const [expression = ""] = triggers.flatMap((trigger) => (trigger.kind === "schedule" ? [trigger.expression] : []));
  const [, minutes] = /^rate\((\d+) minutes?\)$/.exec(expression) ?? [];
  return minutes === undefined ? minutesOfHour : Number(minutes);
}

/** SQS publishes the depth of a queue that is in use; one that nothing ever came to is not. */
function queue({ minute, record }: Moment, name: string, depth: number): void {
  if (depth === 0) return;
  record.aws("AWS/SQS", "ApproximateNumberOfMessagesVisible", { QueueName: record.nameOf("SQS queue", name) }, depth, {
    minute,
  });
}

function reads({ minute, conditions, record }: Moment, { openStreams, requests, stories }: Use): void {
  const units = openStreams * pollsPerMinute * unitsPerPoll + requests * unitsPerRequest + stories * unitsPerStory + 1;
  const table = { TableName: record.nameOf("DynamoDB table", items.name) };
  record.aws("AWS/DynamoDB", "ConsumedReadCapacityUnits", table, units + (conditions.extraReads ?? 0), { minute });
}

/** What AWS publishes of failures, while there are any. */
function troubles({ minute, conditions, record }: Moment, contracts: readonly LambdaContract[]): void {
  const dynamodb = (metric: string, dimensions: Readonly<Record<string, string>>, value: number | undefined) => {
    if (value !== undefined) record.aws("AWS/DynamoDB", metric, dimensions, value, { minute });
  };
  for (const [name, trouble] of Object.entries(conditions.tables ?? {})) {
    const table = { TableName: record.nameOf("DynamoDB table", name) };
    const [operation = "none"] = operationsOn(name, contracts);
    dynamodb("SystemErrors", { ...table, Operation: operation }, trouble.systemErrors);
    dynamodb("ReadThrottleEvents", table, trouble.readThrottles);
    dynamodb("WriteThrottleEvents", table, trouble.writeThrottles);
  }
  for (const [name, failed] of Object.entries(conditions.undelivered ?? {})) {
    const topic = { TopicName: record.nameOf("SNS topic", name) };
    record.aws("AWS/SNS", "NumberOfNotificationsFailed", topic, failed, { minute });
  }
}

import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { items } from "../../../lambdas/shared/sentiment/tables.ts";
import { minutesOfDay, minutesOfHour } from "./clock.ts";
import type { Moment } from "./moment.ts";

/** Read units of one look of a stream at the newest 200 stories, 1 kB each, through an index that has all attributes. */
const unitsPerPoll = 25;
const pollsPerMinute = 12;
const unitsPerRequest = 6;
const unitsPerStory = 2;
/** Hours between two estimates of the bill. */
const hoursBetweenBills = 6;
const dollarsPerDay = 0.1;

/** What happens in a minute to what functions share. */
export interface Use {
  readonly openStreams: number;
  readonly requests: number;
  readonly stories: number;
  readonly deadLetters: number;
}

export function resourcesModel(scheduled: readonly LambdaContract[]) {
  let [lost, lastLost] = [0, 0];
  return (moment: Moment, use: Use): void => {
    const { minute, conditions } = moment;
    const out = scheduled.filter(({ name }) => conditions.lockedOut?.[name] === true);
    const events = out.filter((contract) => minute % minutesBetweenEvents(contract) === 0).length;
    lost += events;
    if (events > 0) lastLost = minute;
    if (lost > 0 && minute - lastLost >= 30) lost = 0;
    queue(moment, "analysis-dlq", use.deadLetters);
    queue(moment, "schedule-dlq", lost);
    tables(moment, use);
    bill(moment);
  };
}

function minutesBetweenEvents({ triggers }: LambdaContract): number {
  const [expression = ""] = triggers.flatMap((trigger) => (trigger.kind === "schedule" ? [trigger.expression] : []));
  const [, minutes] = /^rate\((\d+) minutes?\)$/.exec(expression) ?? [];
  return minutes === undefined ? minutesOfHour : Number(minutes);
}

/** SQS publishes the depth of a queue that is in use; one that nothing ever came to is not. */
function queue({ minute, record }: Moment, name: string, depth: number): void {
  if (depth === 0) return;
  record.aws("AWS/SQS", "ApproximateNumberOfMessagesVisible", { QueueName: record.nameOf("SQS queue", name) }, depth, { minute });
}

function tables({ minute, conditions, record }: Moment, { openStreams, requests, stories }: Use): void {
  const publish = (metric: string, table: string, value: number, others: Readonly<Record<string, string>> = {}) => {
    if (value === 0) return;
    record.aws("AWS/DynamoDB", metric, { TableName: record.nameOf("DynamoDB table", table), ...others }, value, { minute });
  };
  const units = openStreams * pollsPerMinute * unitsPerPoll + requests * unitsPerRequest + stories * unitsPerStory + 1;
  publish("ConsumedReadCapacityUnits", items.name, units + (conditions.extraReads ?? 0));
  for (const [table, { systemErrors = 0, readThrottles = 0, writeThrottles = 0 }] of Object.entries(conditions.tables ?? {})) {
    publish("SystemErrors", table, systemErrors, { Operation: "Query" });
    publish("ReadThrottleEvents", table, readThrottles);
    publish("WriteThrottleEvents", table, writeThrottles);
  }
  if (conditions.userErrors !== undefined) record.aws("AWS/DynamoDB", "UserErrors", {}, conditions.userErrors, { minute });
  if (conditions.undelivered !== undefined) {
    const topic = { TopicName: record.nameOf("SNS topic", "analysis-requests") };
    record.aws("AWS/SNS", "NumberOfNotificationsFailed", topic, conditions.undelivered, { minute });
  }
}

/** The bill of the account so far this month, a few times a day. */
function bill({ minute, conditions, record }: Moment): void {
  if (minute % (hoursBetweenBills * minutesOfHour) !== 0) return;
  const dollars = conditions.traceDollars ?? (Math.max(0, minute) / minutesOfDay) * dollarsPerDay;
  record.aws("AWS/Billing", "EstimatedCharges", { ServiceName: "AWSXRay", Currency: "USD" }, dollars, { minute });
}
